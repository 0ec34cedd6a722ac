"""Pure: what was promised on a short check, and what became of it. No Django.

Such a promise stands on the plan by itself, also where there is no goal yet. How it stands is an
entry of kind step in the thread in which it was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.assessments.rules.differences import day_of
from tandem.instruments.schema import Instrument, Item
from tandem.voices.fold import Said, standing

TO_DO, DOING, DONE = "to_do", "doing", "done"
# It is a step of a goal now, and marked there.
ON_A_GOAL = "on_a_goal"
STATES = (TO_DO, DOING, DONE)


@dataclass(frozen=True, slots=True)
class Promise:
    item: Item
    entry: Said
    state: str

    @property
    def party(self) -> str:
        return self.entry.party

    @property
    def words(self) -> str:
        return str(self.entry.value["words"])

    @property
    def due_on(self) -> date | None:
        return day_of(self.entry.value.get("due_on"))

    @property
    def is_open(self) -> bool:
        return self.state in (TO_DO, DOING)


def promises(instrument: Instrument, said: Sequence[Said]) -> list[Promise]:
    """In the order of the instrument. Other words are another promise, and it begins anew."""
    stand = standing(said, frozenset({"answer", "pass"}))
    marks = {
        str(one.value["of"]): str(one.value["state"])
        for one in sorted(said, key=lambda one: one.seq)
        if one.kind == "step" and one.value and "of" in one.value
    }
    found = []
    for item in instrument.items:
        entry = stand.get((item.key, item.party)) if _may_promise(item) else None
        if entry and entry.kind == "answer" and entry.value and entry.value.get("words"):
            found.append(Promise(item, entry, marks.get(str(entry.id), TO_DO)))
    return found


def _may_promise(item: Item) -> bool:
    """Words and a day; an organisation's own question may say so of another kind."""
    return item.becomes_promise and item.kind == "words_and_date"


def days_owed(instrument: Instrument, said: Sequence[Said]) -> list[date | None]:
    """The days of what the worker promised and has not done; None for one without a day."""
    return [
        one.due_on for one in promises(instrument, said) if one.party == "worker" and one.is_open
    ]
