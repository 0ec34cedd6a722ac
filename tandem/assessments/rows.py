"""The rows of a page of the sheet: one for each item, on the page and as news for another screen.

What is the same for everyone is drawn from stencils; what stands in some rows only is in
`templates/assessments/_row.html`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from markupsafe import Markup, escape

from tandem.assessments.page import AreaPage
from tandem.assessments.rules.sheet import Row
from tandem.assessments.stencils import drawn, filled
from tandem.instruments.schema import Choice, Item
from tandem.sittings.room import Room
from tandem.ui.jinja import engine, when

NOTHING = escape("")
ANY = "any"  # stands for an item in an address


@dataclass(slots=True)
class Rows:
    page: AreaPage
    room: Room
    _parties: tuple[str, ...] = field(init=False)
    _differ: str = field(init=False)
    # The macros of `_row.html`.
    _only: Any = field(init=False)

    def __post_init__(self) -> None:
        self._parties = (*self.room.parties, "both")
        # The address is looked up once for all rows.
        self._differ = self.room.url("differ", item=ANY).removesuffix(ANY)
        template = engine().get_template("assessments/_row.html")
        self._only = template.make_module({"rows": self, "page": self.page})

    def draw(self, row: Row) -> Markup:
        item, page = row.item, self.page
        is_asked = self._is_asked(row)
        is_answered = is_asked and item.party in self._parties
        holes: dict[str, object] = {"differ_url": self.differ_url(item)}
        if is_answered:
            holes["inside"] = self._inside(row)
        elif is_asked:
            holes["inside"] = self._only.reading(row)
        if is_left := is_answered and row.may_be_left:
            holes["leave"] = self._only.leave(row)
        return filled(
            "row",
            page.say,
            holes,
            item=item,
            is_asked=is_asked,
            is_answered=is_answered,
            is_left=is_left,
            passed=page.instrument.sentence("not_today.after") if row.is_passed else None,
        )

    def differ_url(self, item: Item) -> str:
        return f"{self._differ}{item.key}"

    def _is_asked(self, row: Row) -> bool:
        return row.is_asked or self.page.sent.is_wrong(row)

    def _inside(self, row: Row) -> Markup:
        """What is known, what is answered with what follows it, and how the two marks lie."""
        parts = [self._answered(row)]
        parts += [self._answered(one, is_inner=True) for one in row.follows if self._is_asked(one)]
        if row.item.last_time and self._is_known(row):
            parts.insert(0, self._only.last_time(row))
        if gap := self.page.gap_of(row):
            parts.append(self._only.gap(row, gap))
        return NOTHING.join(parts)

    def _is_known(self, row: Row) -> bool:
        """It was answered at another sitting, and may still be right."""
        before = row.said is not None and row.said.sitting != self.room.sitting.pk
        return before and row.is_said and not row.is_passed

    def _answered(self, row: Row, *, is_inner: bool = False) -> Markup:
        item, said, other, page = row.item, row.said, row.other, self.page
        value, error = page.value_of(row), page.error_of(row)
        earlier = page.earlier_worker(said) if said else ""
        given = {
            "item": item,
            "value": chosen(item, value),
            "other": chosen(item, other.value) if other and item.rule == "need" else None,
            "language": page.language_of(row),
            "is_said": row.is_said,
            "is_earlier": bool(earlier),
            "is_overtaken": row.overtaken is not None,
            "is_inner": is_inner,
        }
        holes = {"act": uuid4(), "was": said.seq if said else 0, **written(item, value)}
        if said:
            holes |= {"by": earlier or page.typed_by(said), "at": when(said.recorded_at)}
        if other:
            holes["other_name"] = page.voice_of(other)
        if row.overtaken:
            holes["overtaken"] = self._only.overtaken(row)
        if error:
            return drawn("answered", page.say, holes, **given, error=error)
        return filled("answered", page.say, holes, **given)


def chosen(item: Item, value: Any) -> Choice | tuple[Choice, ...] | int | None:
    """Which of an item's own answers a value names; what it names beside them is nothing here."""
    match item.kind:
        case "one" | "scale":
            return next((one for one in item.choices if one.key == value), None)
        case "many":
            return tuple(one for one in item.choices if one.key in (value or ()))
        case "ten":
            return next((one for one in range(11) if str(one) == str(value)), None)
    return None


def written(item: Item, value: Any) -> dict[str, Any]:
    """What somebody wrote into the boxes of an item."""
    match item.kind:
        case "words_and_date":
            found = value or {}
            return {"words": found.get("words") or "", "day": found.get("due_on") or ""}
        case "words" | "number":
            return {"words": "" if value is None else value}
        case "date":
            return {"day": value or ""}
    return {}
