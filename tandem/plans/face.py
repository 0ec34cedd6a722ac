"""What of a goal is in sight while it is folded: what is next, what is late, what it waits for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tandem.assessments.differences_page import RemarkLine
from tandem.plans.promised import ShownStep


@dataclass(frozen=True, slots=True)
class Face:
    # Of the steps that are still to do: the one with the nearest day, then those without a day.
    next: ShownStep | None
    # How many others have a day that has passed.
    late: int
    # An answer to its words is missing, or one to something that was seen differently.
    is_waiting: bool
    # Who owes an answer to a remark and by when, a sentence each.
    waits: list[str]


def face_of(
    steps: Sequence[ShownStep], remarks: Iterable[RemarkLine], *, is_agreed: bool, is_active: bool
) -> Face:
    """`is_agreed` is whether both answered the words that stand."""
    open_steps = [line for line in steps if line.step.state in ("to_do", "doing")]
    following = min(open_steps, key=lambda line: line.step.due_on or date.max, default=None)
    waits = list(dict.fromkeys(one.waits for one in remarks if one.waits))
    return Face(
        next=following,
        late=sum(line.is_late for line in open_steps if line is not following),
        is_waiting=bool(waits) or (is_active and not is_agreed),
        waits=waits,
    )
