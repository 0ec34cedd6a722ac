"""Reads what a page of items sent: the same names whether a script sent one item or a form all.

For an item `home.now` a page holds `act:home.now` (the act's own id), `was:home.now` (the number
of the entry that stood there) and the answer itself under `home.now`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.translation import gettext as _

from tandem.assessments.rules.sheet import Row
from tandem.assessments.rules.sources import OWN, Source, may_be_new
from tandem.instruments.clean import clean
from tandem.instruments.schema import Item
from tandem.instruments.words import Words
from tandem.lib.refused import Refused
from tandem.voices.models import Kind


@dataclass(frozen=True, slots=True)
class Given:
    """One act: an answer or a pass on one item."""

    act: UUID
    item: Item
    kind: Kind
    value: Any
    # The number of the entry that stood there on the writer's page.
    was: int = 0
    # Words as they were while somebody still typed them, from a browser that was killed then.
    is_draft: bool = False
    # Where it is from, if not from the party that speaks.
    source: str = ""


@dataclass(slots=True)
class Sent:
    given: list[Given] = field(default_factory=list)
    # By item key: the sentence at the field, what was typed there, and all that came.
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, list[str]] = field(default_factory=dict)
    raw: dict[str, list[str]] = field(default_factory=dict)

    def refuse(self, key: str, sentence: str) -> None:
        self.errors[key] = sentence
        if key in self.raw:
            self.typed[key] = self.raw[key]

    def is_wrong(self, row: Row) -> bool:
        """Something here or in what follows it was not taken, so it is shown whether or not it is
        asked now."""
        if not self.errors:
            return False
        return any(one.item.key in self.errors for one in (row, *row.follows))

    def is_any_wrong(self, rows: Iterable[Row]) -> bool:
        return any(self.is_wrong(row) for row in rows)

    def value(self, item: Item, stands: Any) -> Any:
        """What the controls show: what was typed if it was refused, else what stands."""
        typed = self.typed.get(item.key)
        if typed is None:
            return stands
        if item.kind == "words_and_date":
            return {"words": typed[0] if typed else "", "due_on": typed[-1] if typed else ""}
        return typed if item.kind == "many" else (typed[0] if typed else "")

    def links(
        self, items: Iterable[Item], say: Callable[[Words], str]
    ) -> list[tuple[str, str, str]]:
        """Each question with its sentence, its key and the id of the control that it is about, in
        the order of the page: two links that lead to two places must not be called the same."""
        return [
            (f"{say(one.prompt)} {self.errors[one.key]}", one.key, box_of(one))
            for one in items
            if one.key in self.errors
        ]


def read(
    post: QueryDict,
    items: Iterable[Item],
    entries: Mapping[int, Any],
    sources: Mapping[int, str] | None = None,
) -> Sent:
    """The acts in the order of the items. What did not change since the page was made is no act:
    `entries` gives the value of each entry by its number, `sources` where it is from."""
    sent = Sent()
    # A script sends an item only when somebody changed it: back to what stood is a change too.
    is_draft = "draft" in post
    is_act = "by_act" in post and not is_draft
    passed = post.get("not_today", "")
    still_right = post.get("still_right", "")
    for item in items:
        raw_act = post.get(f"act:{item.key}")
        if raw_act is None:
            continue
        act = _uuid(raw_act)
        was = _was(post, item)
        source, was_from = _source(post, item), (sources or {}).get(was, "")
        if item.key == passed:
            sent.given.append(Given(act, item, Kind.PASS, "not_today", was))
            continue
        if item.key == still_right and (stood := entries.get(was)) is not None:
            # A known fact said again: an act of its own, so that its age is true.
            sent.given.append(Given(act, item, Kind.ANSWER, stood, was, source=source))
            continue
        raw = _raw(post, item)
        sent.raw[item.key] = raw or []
        before = entries.get(was)
        if raw is None and (item.kind != "many" or (before in (None, []) and not is_act)):
            continue
        if item.kind in ("date", "number") and raw is not None and not any(raw):
            # A day or a number that nobody filled in says nothing; one that was given stays.
            continue
        try:
            value = clean(item, raw if raw is not None else [])
        except Refused as refused:
            sent.refuse(item.key, refused.sentence)
            continue
        is_same = value == before and source == was_from
        if not is_act and (is_same or (before is None and is_nothing(value))):
            continue
        sent.given.append(Given(act, item, Kind.ANSWER, value, was, is_draft, source))
    return sent


def _raw(post: QueryDict, item: Item) -> list[str] | None:
    if item.kind == "words_and_date":
        if f"{item.key}:words" not in post:
            return None
        words = post.get(f"{item.key}:words", "")
        return [words, post.get(f"{item.key}:day", "")]
    return post.getlist(item.key) if item.key in post else None


def _source(post: QueryDict, item: Item) -> str:
    """Where it is from, as the page says it; one button marks it as new and takes that back."""
    source = post.get(f"{item.key}:source", "")
    if post.get("new_today") == item.key and may_be_new(item):
        source = "" if source else Source.NEW
    if source not in OWN[item.party]:
        raise Refused(_("Choose where it is from."))
    return source


def box_of(item: Item) -> str:
    """The id of the first control that a page draws for an item."""
    match item.kind:
        case "words" | "date" | "number":
            return item.key
        case "words_and_date":
            return f"{item.key}:words"
        case "ten":
            return f"{item.key}-0"
    return f"{item.key}-{item.choices[0].key}"


def _was(post: QueryDict, item: Item) -> int:
    number = post.get(f"was:{item.key}", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def is_nothing(value: Any) -> bool:
    if isinstance(value, dict):
        return not any(value.values())
    return value in ("", [])


def _uuid(raw: str) -> UUID:
    try:
        return UUID(raw)
    except ValueError:
        raise Refused(
            _("This page is too old to save from. Load it again; your words stay in the box.")
        ) from None


def new_act() -> UUID:
    return uuid4()
