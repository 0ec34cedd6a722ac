"""Reads what a page of items sent: the same names whether a script sent one item or a form all.

For an item `home.now` a page holds `act:home.now` (the act's own id), `was:home.now` (the number
of the entry that stood there) and the answer itself under `home.now`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.translation import gettext as _

from tandem.instruments.clean import clean
from tandem.instruments.schema import Item
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


@dataclass(slots=True)
class Sent:
    given: list[Given] = field(default_factory=list)
    # By item key: the sentence at the field, and what was typed.
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, list[str]] = field(default_factory=dict)


def read(post: QueryDict, items: Iterable[Item], entries: Mapping[int, Any]) -> Sent:
    """The acts in the order of the items. What did not change since the page was made is no act:
    `entries` gives the value of each entry by its number."""
    sent = Sent()
    # A script sends an item only when somebody changed it: back to what stood is a change too.
    is_act = "by_act" in post
    passed = post.get("not_today", "")
    still_right = post.get("still_right", "")
    for item in items:
        raw_act = post.get(f"act:{item.key}")
        if raw_act is None:
            continue
        act = _uuid(raw_act)
        was = _was(post, item)
        if item.key == passed:
            sent.given.append(Given(act, item, Kind.PASS, "not_today", was))
            continue
        if item.key == still_right and (stood := entries.get(was)) is not None:
            # A known fact said again: an act of its own, so that its age is true.
            sent.given.append(Given(act, item, Kind.ANSWER, stood, was))
            continue
        raw = _raw(post, item)
        before = entries.get(was)
        if raw is None and (item.kind != "many" or (before in (None, []) and not is_act)):
            continue
        if item.kind == "date" and raw is not None and not any(raw):
            # A day that nobody filled in says nothing; a day that was given stays.
            continue
        try:
            value = clean(item, raw if raw is not None else [])
        except Refused as refused:
            sent.errors[item.key] = refused.sentence
            sent.typed[item.key] = raw or []
            continue
        if not is_act and (value == before or (before is None and _is_nothing(value))):
            continue
        sent.given.append(Given(act, item, Kind.ANSWER, value, was))
    return sent


def _raw(post: QueryDict, item: Item) -> list[str] | None:
    if item.kind == "words_and_date":
        if f"{item.key}:words" not in post:
            return None
        words = post.get(f"{item.key}:words", "")
        return [words, post.get(f"{item.key}:day", "")]
    return post.getlist(item.key) if item.key in post else None


def _was(post: QueryDict, item: Item) -> int:
    number = post.get(f"was:{item.key}", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _is_nothing(value: Any) -> bool:
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
