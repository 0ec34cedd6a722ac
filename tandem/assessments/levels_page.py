"""The levels that others worked out, each with what the two say about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from tandem.assessments.differences_page import LEVEL, Here, RemarkLine, remark_line
from tandem.assessments.read_page import RISK
from tandem.assessments.rules.remarks import remarks_in
from tandem.assessments.speaker import Speaker
from tandem.levels.models import Level
from tandem.levels.page import LevelLine, lines
from tandem.levels.queries import levels_of
from tandem.voices.fold import Said


@dataclass(frozen=True, slots=True)
class LevelSeen:
    """The level is nobody's voice; beside it stand the voices of those who see it differently."""

    line: LevelLine
    remarks: tuple[RemarkLine, ...]

    @property
    def about(self) -> str:
        return about(self.line.level)


def about(level: Level) -> str:
    """Where a remark on a level stands in the log of the sheet."""
    return f"{LEVEL}{level.pk}"


def levels_said_to(said: Iterable[Said]) -> set[UUID]:
    """Next to which levels something stands."""
    abouts = {one.about for one in said if one.kind == "differ" and one.about.startswith(LEVEL)}
    return {UUID(one.removeprefix(LEVEL)) for one in abouts}


def levels_seen(
    levels: Iterable[Level], said: Sequence[Said], say: Speaker, today: date
) -> list[LevelSeen]:
    """`said` holds the remarks of the sheet, at least. No talk answers one on a level."""
    own = [one for one in said if one.kind == "differ" and one.about.startswith(LEVEL)]
    told = remarks_in(own, lambda _about: 0)
    return [
        LevelSeen(
            line,
            tuple(
                remark_line(line.about, one, say)
                for one in told
                if one.about == about(line.level) and not one.entry.is_erased
            ),
        )
        for line in lines(levels, person=say.names["person"], today=today)
    ]


def levels_beside(at: Here, *rules: str | None) -> list[LevelSeen]:
    """Where the two see trouble or harm differently, what others worked out stands beside it."""
    if not at.room.is_statutory or not set(RISK) & set(rules):
        return []
    return levels_seen(levels_of(at.room.person), at.said, at.say, timezone.localdate())
