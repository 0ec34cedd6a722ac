"""Pure: "I see this differently", said about anything, and what was answered. No Django.

A remark waits for the other party until they answer it. Who made it may then say "That is it", or
that they still see it differently: then it waits again, with a new day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tandem.assessments.rules.differences import (
    Settled,
    State,
    day_of,
    differences,
    ends_of,
)
from tandem.instruments.schema import Instrument
from tandem.voices.fold import Said

# What who made a remark says to an answer.
THAT_IS_IT, STILL = "that_is_it", "still"


# Between the item, the talk and the step that name a line of what was said in a talk.
OF_TALK = "~"


def line_of(item: str, talk: UUID, step: str) -> str:
    """What a remark on a line of a talk's note is about."""
    return OF_TALK.join((item, str(talk), step))


def item_in(about: str) -> str:
    """The item that a remark belongs to, also one on a line of a talk about it."""
    return about.partition(OF_TALK)[0]


@dataclass(frozen=True, slots=True)
class Remark:
    entry: Said
    words: str
    # By when the other party answers, counted anew each time that it is opened again.
    answer_by: date | None
    # The answers, and what was said to them, oldest first.
    replies: tuple[Said, ...]
    is_open: bool

    @property
    def about(self) -> str:
        return self.entry.about

    @property
    def party(self) -> str:
        return self.entry.party

    @property
    def other(self) -> str:
        return "worker" if self.party == "person" else "person"

    @property
    def is_taken_back(self) -> bool:
        """Who said it sees it so no more: "That is it", to the last answer."""
        own = [one.value.get("is_it") for one in self.replies if one.party == self.party]
        return self.entry.is_erased or own[-1:] == [THAT_IS_IT]

    @property
    def is_answered(self) -> bool:
        """An answer stands to which nothing was said yet."""
        return bool(self.replies) and self.replies[-1].party == self.other


def remarks_in(
    said: Sequence[Said], settled_at: Callable[[str], int], kind: str = "differ"
) -> list[Remark]:
    """Everything that was said with "I see this differently", oldest first. A talk about the same
    thing that ended later (its number is `settled_at`) answers it too. What else is answered by a
    day, such as what the person asks for, is folded alike: `kind` says which."""
    replies: dict[str, list[Said]] = {}
    for entry in said:
        if entry.kind == kind and entry.value and entry.value.get("to"):
            replies.setdefault(entry.value["to"], []).append(entry)
    found = []
    for entry in said:
        if entry.kind == kind and not (entry.value and entry.value.get("to")):
            about_it = [one for one in replies.get(str(entry.id), []) if one.about == entry.about]
            found.append(_remark(entry, about_it, settled_at(entry.about)))
    return found


def _remark(entry: Said, told: Sequence[Said], settled_at: int) -> Remark:
    value = entry.value or {}
    waits_since: int | None = entry.seq
    answer_by = day_of(value.get("answer_by"))
    kept = []
    for one in told:
        is_it = one.value.get("is_it", "")
        if one.party == entry.party and not is_it:
            continue
        kept.append(one)
        if is_it == STILL:
            waits_since, answer_by = one.seq, day_of(one.value.get("answer_by"))
        else:
            waits_since = None
    waits = waits_since is not None and settled_at < waits_since and not entry.is_erased
    return Remark(entry, value.get("words", ""), answer_by, tuple(kept), waits)


def remarks(instrument: Instrument, said: Sequence[Said]) -> list[Remark]:
    """Those of a sheet."""
    ends = ends_of(said)
    keys = {
        item.key: pair.person.key
        for pair in instrument.pairs
        for item in (pair.person, pair.worker)
    }

    def settled_at(about: str) -> int:
        item = item_in(about)
        end = ends.get(keys.get(item, item))
        return end.entry.seq if end else 0

    return remarks_in(said, settled_at)


def open_remarks(instrument: Instrument, said: Sequence[Said]) -> list[Remark]:
    return [remark for remark in remarks(instrument, said) if remark.is_open]


def asked_elsewhere(instrument: Instrument, said: Sequence[Said]) -> list[Settled]:
    """Where the two agreed to ask someone else, and nothing came back yet."""
    return [
        one.settled
        for one in differences(instrument, said)
        if one.state is State.SOMEONE_ELSE and one.settled
    ]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the list of people shows of a sheet or a plan."""

    open_differences: int
    come_back_on: date | None
    # What the worker owes an answer to, and the first day on which one is due.
    owed: int = 0
    owed_on: date | None = None


def summary(
    instrument: Instrument, said: Sequence[Said], promised: Sequence[date | None] = ()
) -> Summary:
    """How much waits to be talked about, and the next day on which something was promised.

    The day is the first of the come-back days that still stand, of the days by which an open "I see
    this differently" is to be answered or someone else to be asked, and of what the worker
    promised where no goal is (`promised`).
    """
    found = differences(instrument, said)
    asked = [one.settled for one in found if one.state is State.SOMEONE_ELSE and one.settled]
    return summed(
        open_remarks(instrument, said),
        differences=sum(one.is_open for one in found),
        days=[one.come_back_on for one in found if one.come_back_on],
        owed=[*(one.ask_by for one in asked), *promised],
    )


def summed(
    waiting: Sequence[Remark],
    *,
    differences: int = 0,
    days: Sequence[date] = (),
    owed: Sequence[date | None] = (),
) -> Summary:
    """`owed` are the days of what else the worker owes an answer to."""
    theirs = [remark.answer_by for remark in waiting if remark.party == "person"]
    by = [remark.answer_by for remark in waiting]
    return Summary(
        open_differences=differences + len(waiting),
        come_back_on=min((day for day in (*days, *by, *owed) if day), default=None),
        owed=len(theirs) + len(owed),
        owed_on=min((day for day in (*theirs, *owed) if day), default=None),
    )
