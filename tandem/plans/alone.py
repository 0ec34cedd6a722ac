"""Pure: a plan that was made without the person, and what cures it. No Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tandem.plans import whole
from tandem.voices.fold import Said


@dataclass(frozen=True, slots=True)
class Alone:
    """The plan was written without the person; holds until the person has answered it."""

    because: str
    together_on: date | None
    # The worker who wrote it, by name.
    by: str = ""


def made_alone(said: Iterable[Said]) -> Alone | None:
    """Whether the plan still stands as one that was made without the person: until they have
    answered each goal that was open in it, or the whole of it. A goal that is closed meanwhile is
    waited for no more.

    `said` are the entries of the plan's thread.
    """
    found: Alone | None = None
    active: set[str] = set()
    waits: set[str] = set()
    for entry in sorted(said, key=lambda one: one.seq):
        if not isinstance(entry.value, dict):
            continue
        if entry.kind == "goal":
            is_active = entry.value.get("state") == "active"
            (active.add if is_active else active.discard)(entry.about)
        elif entry.kind == "agree" and entry.about == "plan":
            on = entry.value.get("together_on")
            because = entry.value.get("because", "")
            day = date.fromisoformat(on) if on else None
            found = Alone(because, day, entry.author) if because else None
            waits = set(active)
        elif entry.kind == "agree" and entry.party == "person":
            waits.discard(entry.about)
            if entry.about == whole.ABOUT or not waits & active:
                found = None
    return found
