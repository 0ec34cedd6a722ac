"""Pure: one guided talk about one difference, folded from its entries. No Django.

A talk is known by the id of the entry that opened it. Every step is an entry of its own, so a
talk can stop anywhere and go on from there. A step that was skipped says so and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal
from uuid import UUID

from tandem.assessments.rules.differences import Gap, Outcome, Settled, settled_from
from tandem.voices.fold import Said

OPEN = "open"
WHERE = "where"
AGAIN = "again"
NOTE = "note"

# The steps by their keys in the released words, in this order, and whose answer each waits for;
# "both" is one answer given together. `again` is asked after `where`, of whoever thinks again.
STEPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "person": ("person",),
        "worker_back": ("person",),
        "worker": ("worker",),
        "person_back": ("worker",),
        "count": ("person", "worker"),
        "look": ("both",),
        WHERE: ("both",),
        AGAIN: ("person", "worker"),
        "plan": ("both",),
        NOTE: ("person",),
    }
)
# Where a talk ends, the marks of who thinks again, and whether the note is fair: the person says
# their part of these with their own hands.
OWN_HANDS = (WHERE, AGAIN, NOTE)
# After "not quite" the words are said again, and then said back again.
SAID_BACK = {"worker_back": "person", "person_back": "worker"}


Screen = Literal["shared", "person", "paper"]


def speakers(step: str, screen: Screen) -> tuple[str, ...]:
    """Whose answers to a step a screen may give.

    The one that the two share gives neither's outcome: that waits until the person has a screen in
    their own hands, and there the person taps what both have come to. Paper was filled in by both.
    """
    match screen:
        case "person":
            return ("person", "both") if step == WHERE else ("person",)
        case "shared" if step in OWN_HANDS:
            return ("worker",) if step == AGAIN else ()
    return ("person", "worker", "both")


@dataclass(frozen=True, slots=True)
class Talk:
    """`entries` holds the newest answer of each party to each step."""

    id: UUID
    about: str
    opened: Said
    entries: Mapping[tuple[str, str], Said]
    settled: Settled | None

    @property
    def version(self) -> int:
        """Of the released words that this talk goes by."""
        return int(self.opened.value.get("version", 1))

    def said(self, step: str, party: str) -> Mapping[str, Any]:
        """What a party answered at a step, by the short keys of the step's items."""
        entry = self.entries.get((step, party))
        return entry.value.get("said", {}) if entry and entry.value else {}

    def is_skipped(self, step: str, party: str) -> bool:
        entry = self.entries.get((step, party))
        return bool(entry and entry.value and entry.value.get("skipped"))

    @property
    def outcome(self) -> Outcome | None:
        """What was tapped at "Where are we now?"; it counts once the talk is settled."""
        chosen = self.said(WHERE, "both").get("outcome")
        return Outcome(chosen) if chosen else None

    def voices(self, step: str) -> tuple[str, ...]:
        """Whose answers this step waits for."""
        if step == AGAIN:
            return self.outcome.thinks_again if self.outcome else ()
        return STEPS[step]

    def waits_for(self, step: str) -> tuple[str, ...]:
        """Whose answers this step still waits for; nobody's when it was answered or skipped."""
        return tuple(party for party in self.voices(step) if not self._is_done(step, party))

    def _is_done(self, step: str, party: str) -> bool:
        entry = self.entries.get((step, party))
        if entry is None:
            return False
        if step == AGAIN:
            return entry.seq > self.entries[(WHERE, "both")].seq
        if step in SAID_BACK:
            first = self.entries.get((SAID_BACK[step], party))
            return first is None or entry.seq > first.seq
        return True

    def _is_to_be_said_again(self, step: str) -> bool:
        """Whether what was said back was not quite it, and has not been said again since."""
        (party,) = self.voices(step)
        back, first = self.entries.get((step, party)), self.entries.get((SAID_BACK[step], party))
        if back is None or self.said(step, party).get("is_it") != "not_quite":
            return False
        return first is None or back.seq > first.seq

    @property
    def next_step(self) -> str | None:
        """Where the talk goes on; None when it went all the way.

        Once the note was reached, a step that is said again leads back to the note.
        """
        return self._waiting(has_note=(NOTE, "person") in self.entries)

    def step_after(self, step: str) -> str | None:
        """Where the talk goes on from this step: forward first, then to what was left behind."""
        return self._waiting(has_note=(NOTE, "person") in self.entries, first=step)

    def _waiting(self, *, has_note: bool, first: str = "") -> str | None:
        steps = list(STEPS)
        at = steps.index(first) if first else 0
        for step in steps[at:] + steps[:at]:
            if has_note and step not in (AGAIN, NOTE):
                continue
            if step in SAID_BACK and self._is_to_be_said_again(step):
                return SAID_BACK[step]
            if self.waits_for(step):
                return step
        note = self.entries[(NOTE, "person")]
        changed = any(e.seq > note.seq for (step, _), e in self.entries.items() if step in STEPS)
        return NOTE if changed or self.said(NOTE, "person").get("fair") == "change" else None

    @property
    def is_ready_to_settle(self) -> bool:
        """An outcome was tapped that is not settled yet, and nobody's mark is waited for."""
        if self.outcome is None or self.waits_for(AGAIN):
            return False
        newest = max(self.entries[key].seq for key in self.entries if key[0] in (WHERE, AGAIN))
        return self.settled is None or self.settled.entry.seq < newest


def talks(said: Iterable[Said], about: str) -> list[Talk]:
    """Every talk about one difference, oldest first; `about` is its person's item."""
    found: dict[str, tuple[Said, dict[tuple[str, str], Said]]] = {}
    ends: dict[str, Settled] = {}
    for entry in sorted(said, key=lambda one: one.seq):
        if entry.about != about or not entry.value:
            continue
        if entry.kind == "settle" and entry.value.get("talk"):
            ends[entry.value["talk"]] = settled_from(entry)
        elif entry.kind == "talk" and entry.value["step"] == OPEN:
            found[str(entry.id)] = (entry, {})
        elif entry.kind == "talk" and entry.value["talk"] in found:
            found[entry.value["talk"]][1][(entry.value["step"], entry.party)] = entry
    return [
        Talk(opened.id, about, opened, MappingProxyType(steps), ends.get(key))
        for key, (opened, steps) in found.items()
    ]


def talk_under_way(said: Iterable[Said], gap: Gap) -> Talk | None:
    """The talk to go on with: the newest, unless it went all the way or was overtaken.

    It is overtaken when either party answers anew after it was settled: that asks for a new talk.
    """
    newest = next(reversed(talks(said, gap.about)), None)
    if newest is None or newest.next_step is None:
        return None
    if newest.settled and gap.seq > newest.settled.entry.seq:
        return None
    return newest
