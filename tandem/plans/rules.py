"""Pure: what is true of goals, steps and agreements. No Django.

An agreement is to the exact words that were read: a text, and the fixed words around it in one
language. Their digest is what the answer is bound to. Any change of a goal's words, of who does a
step, of its words or its day makes another text, and the answer no longer stands. The same text
makes it stand again, in whichever language the words around it are read by now.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from tandem.voices.chain import canonical
from tandem.voices.fold import Said

T = TypeVar("T")

MOST_GOALS = 20  # active at a time
MOST_STEPS = 30  # of one goal, dropped ones left out
LONGEST = 1000  # letters

MANY_GOALS = 4  # more than these at a time is a lot to carry

PARTIES = ("person", "worker")
# On whose side somebody does a step who is neither of the two.
SIDES = {"colleague": "worker", "service": "worker", "family": "person", "mentor": "person"}
WHO = (*PARTIES, *SIDES)
STATES = ("to_do", "doing", "done", "dropped")

# What of an order a goal is there for: its kind and its own words.
Required = tuple[str, str]
FREE: Required = ("", "")  # for nothing of it

# By which rule an answer's digest is made; those of the first rule name none.
FORM = 2

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
    # What somebody is called who is neither of the two.
    who_name: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one party said to a goal, and whether it was to the words that stand now."""

    answer: Answer | None = None
    words: str = ""
    # In which the page was, and the own words are.
    language: str = ""
    on: date | None = None
    # Who carried it, by name; the worker of that day may be another one than today's.
    by: str = ""
    stands: bool = False
    # The words that were answered, as `text` gives them; their code, as on the copy of the answer;
    # and the entry that keeps them.
    read: Any = None
    code: str = ""
    entry: UUID | None = None
    # Only for the person, while no answer of theirs stands.
    asked: Asked | None = None
    because: str = ""
    because_language: str = ""

    @property
    def has_lapsed(self) -> bool:
        return self.answer is not None and not self.stands


def text(
    words: str,
    steps: Iterable[StepText],
    by: date | None = None,
    required: Required = FREE,
) -> dict[str, Any]:
    """The exact text of a goal that is agreed to. Dropped steps are no part of it.

    A goal's day, the name of somebody else and what of an order the goal is there for are part of
    it where they are said, so that what was agreed to without them stands. The database says the
    same (`glances_is_agreed`).
    """
    return {
        "goal": words,
        "steps": [
            [
                *(step.words, step.who, step.due_on.isoformat() if step.due_on else ""),
                *([step.who_name] if step.who_name else []),
            ]
            for step in steps
            if step.state != "dropped"
        ],
        **({"by": by.isoformat()} if by else {}),
        **({"required": list(required)} if required != FREE else {}),
    }


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a text since it was answered: other words, lines that are new or gone."""

    words_were: str = ""
    new: tuple[int, ...] = ()  # places of the lines in the new text
    gone: tuple[str, ...] = ()
    is_new_day: bool = False
    # What of an order it is there for is another, or it has to happen no more.
    is_new_required: bool = False


def changed(old: Any, new: Any) -> Changed:
    """Both as `text` gives them."""
    if not old:
        return Changed()
    return Changed(
        words_were=old["goal"] if old["goal"] != new["goal"] else "",
        new=tuple(at for at, line in enumerate(new["steps"]) if line not in old["steps"]),
        gone=tuple(line[0] for line in old["steps"] if line not in new["steps"]),
        is_new_day=old.get("by") != new.get("by"),
        is_new_required=old.get("required") != new.get("required"),
    )


def digest(read: Any) -> str:
    """SHA-256 (FIPS 180-4) over the canonical text, as 64 hex digits."""
    return hashlib.sha256(canonical(read)).hexdigest()


def as_read(text: Mapping[str, Any], around: Mapping[str, Any]) -> dict[str, Any]:
    """What an answer is bound to: the exact words as they are read, in which language, and by which
    rule. `around` are the fixed words around the text."""
    return {"form": FORM, "text": text, "around": around}


def bound_to(value: Mapping[str, Any]) -> str:
    """The digest of the words that are kept with an answer, by the rule of its own form."""
    if "form" not in value:
        return digest(value["text"])
    return digest(as_read(value["text"], value["around"]) | {"form": value["form"]})


def is_to(value: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether an answer is to this text, and to the very words that it keeps."""
    return bool(value["text"] == now and bound_to(value) == value["digest"])


def short_code(digested: str) -> str:
    """Eight signs of a digest (its first 40 bits), to be compared by eye: "K7QM-3XPA"."""
    bits = int(digested[:10], 16)
    signs = "".join(_SIGNS[(bits >> shift) & 31] for shift in range(35, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def digits_of(code: str) -> str:
    """The first hex digits of the digests with this short code; "" for what is no code."""
    signs = [_SIGNS.find(sign) for sign in code.upper().replace("-", "").strip()]
    if len(signs) != 8 or min(signs) < 0:
        return ""
    bits = 0
    for sign in signs:
        bits = bits << 5 | sign
    return f"{bits:010x}"


def agreement(
    words: str,
    steps: Iterable[StepText],
    said: Iterable[Said],
    party: str,
    by: date | None = None,
    required: Required = FREE,
) -> Agreement:
    """What a party's newest answer to this goal is worth now; `said` are the entries about it."""
    now = text(words, steps, by, required)
    return newest_answer(said, party, lambda value: is_to(value, now))


def newest_answer(
    said: Iterable[Said], party: str, stands: Callable[[Mapping[str, Any]], bool]
) -> Agreement:
    """What a party's newest answer among these is worth, whatever it is to.

    Of the entries of kind agree answers name a digest, what the worker set about the asking names
    `asked`.
    """
    answer: Said | None = None
    asking: Said | None = None
    for entry in sorted(said, key=lambda one: one.seq):
        if entry.kind != "agree" or not isinstance(entry.value, dict):
            continue
        if "asked" in entry.value:
            asking = entry
        elif entry.party == party:
            answer = entry
    if answer and stands(answer.value):
        return _answered(answer, stands=True)
    lapsed = _answered(answer, stands=False) if answer else Agreement()
    if party != "person":
        return lapsed
    if asking is None or (answer and asking.seq < answer.seq):
        return replace(lapsed, asked=Asked.NOT_YET)
    asked, because = Asked(asking.value["asked"]), asking.value.get("because", "")
    return replace(lapsed, asked=asked, because=because, because_language=asking.language)


def _answered(entry: Said, *, stands: bool) -> Agreement:
    return Agreement(
        answer=Answer(entry.value["answer"]),
        words=entry.value.get("words", ""),
        language=entry.language,
        on=entry.happened_on,
        by=entry.author,
        stands=stands,
        read=entry.value.get("text"),
        code=entry.value.get("code") or short_code(entry.value["digest"]),
        entry=entry.id,
    )


def spoken(said: Iterable[Said]) -> dict[str, str]:
    """By the words that a goal or a step ever had: a text that was answered names no language."""
    told = [one for one in said if one.kind in ("goal", "step") and isinstance(one.value, dict)]
    return {one.value["words"]: one.language for one in told if one.value.get("words")}


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


def may_change(party: str, whose: str) -> bool:
    """Whether this voice may change what is whose.

    Both together may change all of it. The person alone, on their own device, changes what is
    theirs or made by both; the worker alone, at the desk, what is the worker's.
    """
    whose = side(whose)
    return party in ("both", whose) or (party == "person" and whose == "both")


def may_mark(party: str, who: str) -> bool:
    """Whether this voice may say how a step stands. The worker may note what they were told."""
    return party in ("both", "worker") or side(who) == "person"


def side(who: str) -> str:
    """On whose side a step is done: a relative's on the person's, another service's on the
    worker's."""
    return SIDES.get(who, who)


def moved(order: Sequence[T], one: T, up: bool) -> list[T]:
    """The same, with one of them a place further up or down."""
    found = list(order)
    at = found.index(one)
    to = max(0, min(len(found) - 1, at + (-1 if up else 1)))
    found.insert(to, found.pop(at))
    return found


def is_late(due_on: date | None, state: str, today: date) -> bool:
    return due_on is not None and due_on < today and state in ("to_do", "doing")
