"""What became of each question between two versions of an instrument."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from tandem.instruments.items import Item
from tandem.instruments.schema import Fate, Instrument
from tandem.instruments.words import Words


@dataclass(frozen=True, slots=True)
class Change:
    """Questions of before and now that belong together, and what became of them."""

    what: Fate | Literal["kept", "not_said"]
    before: tuple[Item, ...]
    now: tuple[Item, ...]


def changes(old: Instrument, new: Instrument) -> list[Change]:
    """One for each question of either, in the order of the new one; what is gone comes last."""
    before = {item.key: item for item in old.items}
    now = {item.key: item for item in new.items}
    found: dict[str, Change] = {}
    gone: list[Change] = []
    for stated in new.became:
        change = Change(
            stated.what,
            tuple(before[key] for key in stated.before if key in before),
            tuple(now[key] for key in stated.now if key in now),
        )
        found.update(dict.fromkeys(stated.now, change))
        if not stated.now:
            gone.append(change)
    told = {item.key for change in (*found.values(), *gone) for item in change.before}
    for key, item in now.items():
        if key not in found:
            is_kept = key in before and _says_the_same(before[key], item)
            found[key] = Change("kept" if is_kept else "not_said", _one(before.get(key)), (item,))
    gone += [
        Change("not_said", (item,), ())
        for key, item in before.items()
        if key not in now and key not in told
    ]
    return [*dict.fromkeys(found[key] for key in now if key in found), *gone]


def unsaid(old: Instrument, new: Instrument) -> Iterator[str]:
    """What the new version leaves open or says wrongly, a sentence each."""
    before, now = {item.key for item in old.items}, {item.key for item in new.items}
    for stated in new.became:
        for key in {*stated.before} - before:
            yield _("%(key)s is no question of version %(version)s.") % {
                "key": key,
                "version": old.version,
            }
        for key in {*stated.now} - now:
            yield _("%(key)s is no question of this version.") % {"key": key}
        for key in {*stated.before} & now if stated.what != "reworded" else ():
            if key not in stated.now:
                yield _("%(key)s is still asked, and is said to be gone.") % {"key": key}
    for change in changes(old, new):
        if change.what == "not_said":
            (item, *_rest) = (*change.before, *change.now)
            yield _("What became of %(key)s is not said.") % {"key": item.key}
        elif change.what == "moved" and change.now and _is_another(change):
            yield _("%(key)s has other answers than what was moved there.") % {
                "key": change.now[0].key
            }
        elif change.what == "reworded" and _is_another(change):
            yield _("%(key)s has other answers. It is a new question, with a new key.") % {
                "key": change.now[0].key
            }


def _is_another(change: Change) -> bool:
    return {*map(_answers, change.before)} != {*map(_answers, change.now)}


def _one(item: Item | None) -> tuple[Item, ...]:
    return (item,) if item else ()


def _says_the_same(before: Item, now: Item) -> bool:
    return _answers(before) == _answers(now) and _said(before) == _said(now)


def _answers(item: Item) -> tuple[str, str, tuple[tuple[str, int | None], ...]]:
    """What an answer means, by whom: with another of these it is another question."""
    return item.party, item.kind, tuple((choice.key, choice.level) for choice in item.choices)


def _said(item: Item) -> list[Words | None]:
    words = [item.prompt, item.hint, item.low, item.high]
    return [*words, *(choice.words for choice in item.choices)]
