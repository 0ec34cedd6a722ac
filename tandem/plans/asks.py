"""What the person asks for, the answer to it, and what is said to that: in the plan's thread, and
folded as a remark is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.assessments.differences_page import RemarkLine, remark_line
from tandem.assessments.rules.remarks import STILL, THAT_IS_IT, Remark, Summary, remarks_in, summed
from tandem.plans.meetings import settled
from tandem.plans.reasons import Names, speaker
from tandem.plans.remarks import plan_remarks
from tandem.voices.fold import Said
from tandem.voices.models import Kind

# Asked of one meeting, on the page that shows it.
CANNOT_COME = "cannot_come"


@dataclass(frozen=True, slots=True)
class AskLine:
    id: UUID
    # What is asked, as a few words: "Talk about something".
    what: str
    line: RemarkLine
    answer_by: date | None
    # Nobody answered yet, or the person still asks.
    is_open: bool
    # The person said that this is it, or the meeting that it is about has another day.
    is_over: bool

    def is_late(self, today: date) -> bool:
        return self.is_open and self.answer_by is not None and self.answer_by < today


def whats() -> dict[str, str]:
    """What may be asked, in the order in which it is offered."""
    return {
        "talk": _("Talk about something"),
        "help": _("Ask for help with something"),
        "look_again": _("Look at the plan again"),
        "time": _("Meet on another day or time"),
    }


def plan_asks(said: Sequence[Said]) -> list[Remark]:
    """Those of a plan, oldest first. Who cannot come has their answer once the meeting is moved or
    called off."""
    at = settled(said)
    return remarks_in(said, lambda about: at.get(about, 0), Kind.ASK)


def ask_id(about: str) -> UUID:
    return UUID(about.removeprefix("ask/"))


def ask_lines(said: Sequence[Said], names: Names) -> list[AskLine]:
    """What waits comes first, then the newest."""
    found = [ask_line(one, names) for one in plan_asks(said) if not one.entry.is_erased]
    return sorted(reversed(found), key=lambda one: (not one.is_open, one.is_over))


def ask_line(one: Remark, names: Names) -> AskLine:
    called = whats() | {CANNOT_COME: _("I cannot come")}
    what = called.get((one.entry.value or {}).get("what", ""), "")
    line = remark_line(what, one, speaker(names))
    is_it: Mapping[str, str] = {THAT_IS_IT: _("That is it"), STILL: _("I still ask for this")}
    said = [
        replace(reply, is_it=is_it.get(entry.value.get("is_it", ""), ""))
        for reply, entry in zip(line.replies, one.replies, strict=True)
    ]
    last = one.replies[-1].value.get("is_it") if one.replies else ""
    is_met = not one.is_open and not one.replies
    after = _("Since then the meeting was moved or called off.") if is_met else line.waits
    return AskLine(
        id=ask_id(one.about),
        what=what,
        line=replace(line, replies=tuple(said), waits=after, after=after),
        answer_by=one.answer_by,
        is_open=one.is_open,
        is_over=is_met or last == THAT_IS_IT,
    )


def counted(said: Sequence[Said]) -> Summary:
    """What a plan adds to the counts: what is seen differently, and what the person asked for."""
    waiting = [one for one in plan_remarks(said) if one.is_open]
    asked = [one.answer_by for one in plan_asks(said) if one.is_open]
    return summed(waiting, owed=asked)
