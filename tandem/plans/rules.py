"""Pure: what is true of goals, steps and agreements. No Django.

An agreement is to the exact words that were read. What was read is a text, its digest is what the
answer is bound to: any change of a goal's words, of who does a step, of its words or its day makes
another text, and the answer no longer stands. The same text makes it stand again.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tandem.voices.chain import canonical
from tandem.voices.fold import Said

MOST_GOALS = 20  # active at a time
MOST_STEPS = 30  # of one goal, dropped ones left out
LONGEST = 1000  # letters

WHO = ("person", "worker")
STATES = ("to_do", "doing", "done", "dropped")

# Letters and numbers that are not read as one another.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Answer(StrEnum):
    """What a party says to the words of a goal. None of them is better than another."""

    YES = "yes"
    PART = "part"
    NO = "no"
    NOT_SAY = "not_say"


class Asked(StrEnum):
    """What the worker says about the asking; never an answer of the person's."""

    NOT_YET = "not_yet"
    COULD_NOT = "could_not"


@dataclass(frozen=True, slots=True)
class StepText:
    words: str
    who: str
    due_on: date | None = None
    state: str = "to_do"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one party said to a goal, and whether it was to the words that stand now."""

    answer: Answer | None = None
    words: str = ""
    language: str = ""
    on: date | None = None
    # Who carried it, by name; the worker of that day may be another one than today's.
    by: str = ""
    stands: bool = False
    # The words that were answered, as `text` gives them.
    read: Any = None
    # Only for the person, while no answer of theirs stands.
    asked: Asked | None = None
    because: str = ""

    @property
    def has_lapsed(self) -> bool:
        return self.answer is not None and not self.stands


@dataclass(frozen=True, slots=True)
class Alone:
    """The plan was written without the person; holds until the person answers a goal."""

    because: str
    together_on: date | None
    # The worker who wrote it, by name.
    by: str = ""


def text(words: str, steps: Iterable[StepText]) -> dict[str, Any]:
    """The exact text of a goal that is agreed to. Dropped steps are no part of it."""
    return {
        "goal": words,
        "steps": [
            [step.words, step.who, step.due_on.isoformat() if step.due_on else ""]
            for step in steps
            if step.state != "dropped"
        ],
    }


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a text since it was answered: other words, lines that are new or gone."""

    words_were: str = ""
    new: tuple[int, ...] = ()  # places of the lines in the new text
    gone: tuple[str, ...] = ()


def changed(old: Any, new: Any) -> Changed:
    """Both as `text` gives them."""
    if not old:
        return Changed()
    return Changed(
        words_were=old["goal"] if old["goal"] != new["goal"] else "",
        new=tuple(at for at, line in enumerate(new["steps"]) if line not in old["steps"]),
        gone=tuple(line[0] for line in old["steps"] if line not in new["steps"]),
    )


def digest(read: Any) -> str:
    """SHA-256 (FIPS 180-4) over the canonical text, as 64 hex digits."""
    return hashlib.sha256(canonical(read)).hexdigest()


def short_code(digested: str) -> str:
    """Eight signs of a digest (its first 40 bits), to be compared by eye: "K7QM-3XPA"."""
    bits = int(digested[:10], 16)
    signs = "".join(_SIGNS[(bits >> shift) & 31] for shift in range(35, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def agreement(words: str, steps: Iterable[StepText], said: Iterable[Said], party: str) -> Agreement:
    """What a party's newest answer to this goal is worth now.

    `said` are the entries of kind agree about this goal: answers name a digest, what the worker
    set about the asking names `asked`.
    """
    now = digest(text(words, steps))
    answer: Said | None = None
    asking: Said | None = None
    for entry in sorted(said, key=lambda one: one.seq):
        if entry.kind != "agree" or not isinstance(entry.value, dict):
            continue
        if "asked" in entry.value:
            asking = entry
        elif entry.party == party:
            answer = entry
    if answer and answer.value["digest"] == now:
        return _answered(answer, stands=True)
    set_by_worker = asking if party == "person" and asking else None
    if set_by_worker and answer and set_by_worker.seq < answer.seq:
        set_by_worker = None
    lapsed = _answered(answer, stands=False) if answer else Agreement()
    if party != "person":
        return lapsed
    return Agreement(
        answer=lapsed.answer,
        words=lapsed.words,
        language=lapsed.language,
        on=lapsed.on,
        by=lapsed.by,
        read=lapsed.read,
        asked=Asked(set_by_worker.value["asked"]) if set_by_worker else Asked.NOT_YET,
        because=set_by_worker.value.get("because", "") if set_by_worker else "",
    )


def _answered(entry: Said, *, stands: bool) -> Agreement:
    return Agreement(
        answer=Answer(entry.value["answer"]),
        words=entry.value.get("words", ""),
        language=entry.language,
        on=entry.happened_on,
        by=entry.author,
        stands=stands,
        read=entry.value.get("text"),
    )


def worded(said: Iterable[Said]) -> Said | None:
    """The entry, among those about one goal, that gave it the words that stand, and whose they
    are; None where the words were lawfully erased."""
    found: Said | None = None
    for entry in sorted(said, key=lambda one: one.seq):
        if entry.kind != "goal" or not isinstance(entry.value, dict):
            continue
        if found is None or any(entry.value[k] != found.value[k] for k in ("words", "origin")):
            found = entry
    return found


def alone(said: Iterable[Said]) -> Alone | None:
    """Whether the plan still stands as one that was made without the person.

    `said` are the entries of kind agree of the whole plan.
    """
    found: Alone | None = None
    for entry in sorted(said, key=lambda one: one.seq):
        if entry.kind != "agree" or not isinstance(entry.value, dict):
            continue
        if entry.about == "plan":
            on = entry.value.get("together_on")
            because = entry.value.get("because", "")
            day = date.fromisoformat(on) if on else None
            found = Alone(because, day, entry.author) if because else None
        elif entry.party == "person":
            found = None
    return found


def may_change(party: str, whose: str) -> bool:
    """Whether this voice may change what is whose.

    Both together may change all of it. The person alone, on their own device, changes what is
    theirs or made by both; the worker alone, at the desk, what is the worker's.
    """
    return party in ("both", whose) or (party == "person" and whose == "both")


def may_mark(party: str, who: str) -> bool:
    """Whether this voice may say how a step stands. The worker may note what they were told."""
    return party in ("both", "worker") or who == "person"


def is_late(due_on: date | None, state: str, today: date) -> bool:
    return due_on is not None and due_on < today and state in ("to_do", "doing")
