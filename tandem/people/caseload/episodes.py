"""Which of someone's episodes a row is about, and what it makes of it. Pure."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Episode:
    id: UUID | None
    mode: str
    order_type: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Turn:
    """What a row says of an episode; what is empty is not said."""

    mode: str = ""
    order_type: str = ""
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def says_nothing(self) -> bool:
        return not (self.mode or self.order_type or self.starts_on or self.ends_on)

    def with_mode(self, mode: str) -> "Turn":
        return replace(self, mode=mode)

    def on(self, episode: Episode) -> Episode:
        """The episode as it is after this row."""
        mode = self.mode or episode.mode
        return Episode(
            episode.id,
            mode,
            (self.order_type or episode.order_type) if mode == "statutory" else "",
            self.starts_on or episode.starts_on,
            self.ends_on or episode.ends_on,
        )

    def episode(self) -> Episode:
        return Episode(None, self.mode, self.order_type, self.starts_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class Course:
    """An episode before and after; a new one has nothing before."""

    before: Episode | None
    after: Episode


def course_of(turn: Turn, episodes: tuple[Episode, ...]) -> Course | None:
    """None when the row says nothing new. `episodes` are in the order they began, newest last."""
    if turn.says_nothing or any(turn.on(one) == one for one in episodes):
        return None
    if not episodes:
        return Course(None, turn.episode()) if turn.mode else None
    newest = episodes[-1]
    same_start = [one for one in episodes if turn.starts_on and one.starts_on == turn.starts_on]
    if same_start:
        return Course(same_start[-1], turn.on(same_start[-1]))
    if turn.starts_on and newest.starts_on:
        is_another = (turn.mode or newest.mode) != newest.mode or (
            turn.order_type and newest.order_type and turn.order_type != newest.order_type
        )
        has_ended = newest.ends_on is not None and turn.starts_on > newest.ends_on
        if is_another or has_ended:
            return Course(None, turn.with_mode(turn.mode or newest.mode).episode())
    return Course(newest, turn.on(newest))
