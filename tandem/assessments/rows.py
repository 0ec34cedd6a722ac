"""The rows of a page of the sheet: one for each item, on the page and as news for another screen.

What is the same for everyone is drawn from stencils; what stands in some rows only is in
`templates/assessments/_row.html`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.utils import timezone
from markupsafe import Markup, escape

from tandem.assessments.faces import FaceLine, face_of, folded
from tandem.assessments.names import was_prepared, was_prepared_for
from tandem.assessments.page import AreaPage
from tandem.assessments.rules.each_first import pair_of
from tandem.assessments.rules.sheet import SPOKEN, Row
from tandem.assessments.rules.sources import OWN, Source, asks_source, may_be_new, sources
from tandem.assessments.speaker import chosen, words_of
from tandem.assessments.stencils import drawn, filled
from tandem.instruments.easy import has_pictures
from tandem.instruments.schema import Item
from tandem.sittings.room import Room
from tandem.ui.age import ago
from tandem.ui.jinja import engine, when

NOTHING, SPACE = escape(""), escape(" ")
ANY = "any"  # stands for an item in an address


@dataclass(slots=True)
class Rows:
    page: AreaPage
    room: Room
    parties: tuple[str, ...] = field(init=False)
    _differ: str = field(init=False)
    _story: str = field(init=False)
    # How often each party spoke of each thing, as far as was read.
    _times: Counter[tuple[str, str]] = field(init=False)
    # The macros of `_row.html`.
    _only: Any = field(init=False)

    def __post_init__(self) -> None:
        is_both = len(self.room.parties) > 1
        self.parties = (*self.room.parties, "both") if is_both else self.room.parties
        # The address is looked up once for all rows.
        self._differ = self.room.url("differ", item=ANY).removesuffix(ANY)
        self._story = self.room.url("story", item=ANY).removesuffix(ANY)
        told = (one for one in self.page.said if one.kind in SPOKEN)
        self._times = Counter((one.about, one.party) for one in told)
        template = engine().get_template("assessments/_row.html")
        self._only = template.make_module({"rows": self, "page": self.page})

    def draw(self, row: Row) -> Markup:
        item, page = row.item, self.page
        is_asked = self._is_asked(row)
        is_answered = is_asked and item.party in self.parties
        inside = folded(page, row, self.room.sitting.pk) if is_asked else []
        holes: dict[str, object] = {"differ_url": self.differ_url(item)}
        if inside:
            holes["face"] = self._face(row)
        if is_answered:
            holes["inside"], holes["beside"] = self._answering(row, inside)
        elif is_asked:
            holes["inside"], holes["beside"] = self._reading(row, is_folded=bool(inside))
        if is_left := is_answered and row.may_be_left:
            holes["leave"] = self._only.leave(row)
        return filled(
            "row",
            page.say,
            holes,
            item=item,
            is_easy=(is_easy := self.is_easy(item)),
            is_pictured=is_easy and has_pictures(page.instrument),
            is_asked=is_asked,
            is_folded=bool(inside),
            is_answered=is_answered,
            is_read=is_asked and not is_answered and is_any_said(row),
            is_left=is_left,
            is_led=self.page.is_led_by(row) and item.party not in self.room.eyes,
            is_waiting=row.waits or self.page.is_waiting(row),
            passed=words_of(page.instrument, "not_today.after") if row.is_passed else None,
        )

    def is_easy(self, item: Item) -> bool:
        """In Easy Read, which is for the person's side, where the question has it."""
        return self.room.sitting.is_easy and item.easy is not None

    def differ_url(self, item: Item) -> str:
        return f"{self._differ}{item.key}"

    def story_url(self, item: Item) -> str:
        return f"{self._story}{item.key}"

    def has_before(self, row: Row) -> bool:
        """The same party had said something else here before."""
        return row.is_said and self._times[row.item.key, row.item.party] > 1

    def _is_asked(self, row: Row) -> bool:
        return row.is_asked or self.page.sent.is_wrong(row)

    def _face(self, row: Row) -> Markup:
        sitting, is_easy = self.room.sitting.pk, self.is_easy(row.item)
        lines = face_of(self.page, row, sitting, is_easy=is_easy)
        return SPACE.join(map(self._face_line, lines))

    def _face_line(self, line: FaceLine) -> Markup:
        given = {
            "is_person": line.party != "worker",
            "is_worker": line.party != "person",
            "is_typed": bool(line.language),
            "is_voiced": bool(line.voiced_by),
            "is_named": line.is_named,
            "is_new": bool(line.new),
        }
        holes = {
            "who": line.who,
            "words": line.words,
            "language": line.language,
            "voiced_by": line.voiced_by,
            "new": line.new,
        }
        return filled("face_line", self.page.say, holes, **given)

    def _reading(self, row: Row, *, is_folded: bool) -> tuple[Markup, Markup]:
        read, beside = self._only.reading(row), self._differing(row)
        return (read, beside) if is_folded else (NOTHING, read + beside)

    def _answering(self, row: Row, inside: Collection[Row]) -> tuple[Markup, Markup]:
        """What folds away; and what stands beside it, which is all where nothing folds: what is
        known, what is answered with what follows it, and how the two marks lie."""
        asked = [one for one in row.follows if self._is_asked(one)]
        shut = [one for one in (row, *asked) if self.page.is_closed(one)]
        within = [self._answered(one, row, is_folded=True) for one in inside]
        beside = [self._still(row, is_folded=bool(inside))] if row not in shut else []
        if row not in (*inside, *shut):
            beside.append(self._answered(row, row))
        if shut:
            beside.append(self._only.closed(row))
        beside += [self._answered(one, row) for one in asked if one not in (*inside, *shut)]
        if self.page.is_waiting(row):
            beside.append(self._only.waiting(row))
        if gap := self.page.gap_of(row):
            beside.append(self._only.gap(row, gap))
        beside.append(self._differing(row))
        return NOTHING.join(within), NOTHING.join(beside)

    def _differing(self, row: Row) -> Markup:
        names = self.page.differing(row)
        return self._only.differing(row, names) if names else NOTHING

    def _still(self, row: Row, *, is_folded: bool) -> Markup:
        """Whether what is known is still right: asked in words, or in sight while it is folded."""
        still = NOTHING
        if not self._is_known(row):
            return still
        earlier = self.page.earlier_worker(row.said) if row.said else ""
        if row.item.last_time:
            still = self._only.last_time(row)
        elif is_folded and self._may_stay(row, is_earlier=bool(earlier)):
            still = self._only.still(row, earlier, self._age(row))
        return still

    def _age(self, row: Row) -> str:
        return ago(row.said.happened_on, timezone.localdate()) if row.said else ""

    def _is_known(self, row: Row) -> bool:
        """It was answered at another sitting, and may still be right."""
        said = row.said
        if said is None or said.sitting == self.room.sitting.pk or row.is_passed:
            return False
        return row.is_said and not was_prepared_for(said, timezone.localdate())

    def _may_stay(self, row: Row, *, is_earlier: bool) -> bool:
        """One tap says it anew, as it is. What a talk came to stays settled; a worker who came
        since makes it a view of their own, which is talked about anew."""
        if row.item.last_time:
            return False  # asked above, in words
        return is_earlier or not self._is_settled(row)

    def _is_settled(self, row: Row) -> bool:
        """What a talk came to stays: an answer said anew would open it again."""
        pair = pair_of(self.page.instrument, row.item)
        found = self.page.settled.get(pair.person.key) if pair else None
        return found is not None and not found.is_open

    def _source(self, row: Row) -> dict[str, Any]:
        """Where it is from: whether it can be said here, what was said, and whether it is shown.
        That the one who speaks says so is shown once it is of another day."""
        item, said = row.item, row.said
        if said is None or not row.is_said or row.is_passed:
            return {"is_new": False, "may_be_new": False, "sources": (), "source": 0}
        is_of_today = said.sitting == self.room.sitting.pk
        may_say = not self._is_settled(row)
        asked = OWN["worker"] if may_say and asks_source(self.page.instrument, item) else ()
        return {
            "is_new": said.source == Source.NEW and is_of_today,
            "may_be_new": may_say and may_be_new(item) and is_of_today,
            "sources": tuple(range(len(asked))),
            "source": asked.index(said.source) if said.source in asked else 0,
        }

    def tells_source(self, row: Row) -> bool:
        """That whoever speaks is the source needs no word on the day on which they speak, nor where
        the person typed it: that line names them already."""
        said = row.said
        if said is None or row.is_passed or not row.is_said:
            return False
        found = sources(self.page.instrument, self.page.sheet.spoken, said)
        is_persons = row.item.party == "person"
        if found == (Source.TOLD if is_persons else Source.JUDGEMENT,):
            is_named = is_persons and said.typed_by == "person"
            return said.sitting != self.room.sitting.pk and not is_named
        return bool(found)

    def _answered(self, row: Row, outer: Row, *, is_folded: bool = False) -> Markup:
        item, said, other, page = row.item, row.said, row.other, self.page
        value, error = page.value_of(row), page.error_of(row)
        earlier = page.earlier_worker(said) if said else ""
        given = {
            "item": item,
            "value": chosen(item, value),
            "other": chosen(item, other.value) if other and item.rule == "need" else None,
            "language": page.language_of(row),
            "is_easy": (is_easy := self.is_easy(item)),
            "is_pictured": is_easy and has_pictures(page.instrument),
            "is_said": row.is_said,
            "is_earlier": bool(earlier),
            "is_prepared": said is not None and was_prepared(said),
            "is_voiced": bool(said and said.voiced_by),
            "is_known": (is_known := self._is_known(row)),
            "may_stay": is_known
            and not (is_folded and row is outer)
            and self._may_stay(row, is_earlier=bool(earlier)),
            "is_overtaken": row.overtaken is not None,
            "has_before": self.has_before(row),
            "is_inner": row is not outer,
            "is_sourced": (is_sourced := self.tells_source(row)),
            **self._source(row),
        }
        holes = {"act": uuid4(), "was": said.seq if said else 0, **written(item, value)}
        if said:
            holes["story_url"] = self.story_url(item)
            holes |= {"by": earlier or page.typed_by(said), "at": when(said.recorded_at)}
            holes["voiced_by"] = said.voiced_by
            holes["origin"] = page.source_of(said) if is_sourced else ""
            holes["age"] = self._age(row)
        if other:
            holes["other_name"] = page.voice_of(other)
        if row.overtaken:
            holes["overtaken"] = self._only.overtaken(row)
        if error:
            return drawn("answered", page.say, holes, **given, error=error)
        return filled("answered", page.say, holes, **given)


def is_any_said(row: Row) -> bool:
    return row.is_said or any(one.is_said for one in row.follows)


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
