"""The instruments' words in the language of a page, with the names of those who sit there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language

from tandem.assessments.names import as_then
from tandem.assessments.rules.differences import Gap
from tandem.assessments.rules.wording import in_words
from tandem.instruments.schema import Choice, Instrument, Item
from tandem.instruments.words import Words
from tandem.sittings.room import Room


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says instrument words in the language of the page, with the names of this room."""

    language: str
    names: Mapping[str, str]

    def say(self, words: Words | None, **more: str) -> str:
        return words.say(self.language, self.names, **more) if words else ""

    def choices(self, choices: Sequence[Choice]) -> list[tuple[str, str]]:
        return [(choice.key, self.say(choice.words)) for choice in choices]

    def answer(self, item: Item, value: Any) -> str:
        return in_words(item, value, self.language, self.names)

    def sentence(self, instrument: Instrument, key: str, **more: str) -> str:
        return self.say(instrument.sentence(key), **more)

    def gap(self, instrument: Instrument, gap: Gap) -> str:
        """How two marks lie, under the name of the worker who made theirs: another may have come
        since, and must not be told to hold a view that they never gave."""
        author = gap.worker.entry.author if gap.worker else ""
        return self.as_then(author).sentence(instrument, gap.sentence)

    def as_then(self, author: str) -> "Speaker":
        """Speaks of the worker of that day."""
        return replace(self, names=as_then(self.names, author))


def speaker(room: Room) -> Speaker:
    return Speaker((get_language() or "en")[:2], Names(room))


class Names(Mapping[str, str]):
    """What may stand in wording. The organisation is asked for by the few words that name it."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._names = room.names

    def __getitem__(self, key: str) -> str:
        if key == "organisation":
            return str(self._room.person.organisation.name)
        return self._names[key]

    def __iter__(self) -> Iterator[str]:
        yield from (*self._names, "organisation")

    def __len__(self) -> int:
        return len(self._names) + 1
