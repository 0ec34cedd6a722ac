"""Pure: all that was said about one thing, as a story: who said what, in the order of the log. No
Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tandem.assessments.rules.differences import (
    ANSWERS,
    Settled,
    gaps,
    settled_from,
)
from tandem.assessments.rules.remarks import Remark, item_in, remarks
from tandem.assessments.rules.talks import Talk, talks
from tandem.instruments.schema import Instrument, Item
from tandem.voices.fold import Said


class Part(StrEnum):
    """What a moment of the story is."""

    ANSWER = "answer"
    REMARK = "remark"
    TALK = "talk"
    END = "end"  # of a talk
    HEARD = "heard"  # what came back from someone else
    AGAIN = "again"  # answered anew after an end: the difference is open again


@dataclass(frozen=True, slots=True)
class Moment:
    part: Part
    entry: Said
    # Of an answer: what was asked, and what the same party had said there before.
    item: Item | None = None
    before: Said | None = None
    remark: Remark | None = None
    talk: Talk | None = None
    end: Settled | None = None


def keys_of(instrument: Instrument, about: str) -> tuple[str, ...]:
    """The items that make one story: both sides of a pair with their words, or the item with its
    words. What was said beside an item belongs to the story of that item. LookupError where
    `about` is none."""
    item = instrument.item(about)
    first = instrument.item(item.follows) if item.follows else item
    pair = next((p for p in instrument.pairs if first.key in (p.person.key, p.worker.key)), None)
    heads = (pair.person.key, pair.worker.key) if pair else (first.key,)
    return tuple(
        key
        for head in heads
        for key in (head, *(follower.key for follower in instrument.followers(head)))
    )


def story(instrument: Instrument, said: Sequence[Said], about: str) -> list[Moment]:
    """Every answer, remark and talk about the thing, and what came of each, oldest first."""
    keys = keys_of(instrument, about)
    own = sorted((one for one in said if item_in(one.about) in keys), key=lambda one: one.seq)
    by_id = {
        str(one.entry.id): one for one in remarks(instrument, said) if item_in(one.about) in keys
    }
    opened = {talk.id: talk for talk in talks(own, keys[0])}
    latest: dict[tuple[str, str], Said] = {}
    end: Settled | None = None
    found: list[Moment] = []
    for at, entry in enumerate(own):
        match entry.kind:
            case "answer" | "pass":
                place = (entry.about, entry.party)
                item = instrument.item(entry.about)
                found.append(Moment(Part.ANSWER, entry, item=item, before=latest.get(place)))
                latest[place] = entry
                if end and _is_apart(instrument, own[: at + 1], keys[0]):
                    found.append(Moment(Part.AGAIN, entry, end=end))
                    end = None
            case "differ" if str(entry.id) in by_id:
                found.append(Moment(Part.REMARK, entry, remark=by_id[str(entry.id)]))
            case "differ" if end and entry.value and entry.value.get("to") == str(end.entry.id):
                found.append(Moment(Part.HEARD, entry, end=end))
            case "talk" if entry.id in opened:
                found.append(Moment(Part.TALK, entry, talk=opened[entry.id]))
            case "settle" if entry.value:
                end = settled_from(entry)
                found.append(Moment(Part.END, entry, end=end))
    return found


def _is_apart(instrument: Instrument, said: Sequence[Said], about: str) -> bool:
    gap = gaps(instrument, [one for one in said if one.kind in ANSWERS]).get(about)
    return gap is not None and gap.is_difference
