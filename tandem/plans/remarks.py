""" "I see this differently", said next to a line of the plan: a goal, a step or a promise."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.assessments.differences_page import RemarkLine, remark_line
from tandem.assessments.rules.remarks import Remark, remarks_in
from tandem.plans.models import Goal, Step
from tandem.plans.reasons import Names, speaker
from tandem.voices.fold import Said

Line = Goal | Step


def about(line: Line) -> str:
    return f"{'goal' if isinstance(line, Goal) else 'step'}/{line.pk}"


def plan_remarks(said: Sequence[Said]) -> list[Remark]:
    """Those of a plan. No talk answers one."""
    return remarks_in(said, lambda _about: 0)


def remark_lines(line: Line, said: Sequence[Said], names: Names) -> list[RemarkLine]:
    """What was said next to one line, oldest first."""
    return remarks_on(about(line), line.words, said, names)


def remarks_on(key: str, words: str, said: Sequence[Said], names: Names) -> list[RemarkLine]:
    """The same, of whatever an entry is about by this key."""
    say = speaker(names)
    own = [one for one in said if one.kind == "differ" and one.about == key]
    return [remark_line(words, one, say) for one in plan_remarks(own) if not one.entry.is_erased]
