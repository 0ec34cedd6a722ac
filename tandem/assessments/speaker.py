"""The instruments' words in the language of a page, with the names of those who sit there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tandem.assessments.names import as_then
from tandem.assessments.rules.differences import Gap
from tandem.assessments.rules.wording import in_words
from tandem.instruments import easy
from tandem.instruments.loader import newest
from tandem.instruments.models import HOME
from tandem.instruments.schema import Area, Choice, Instrument, Item
from tandem.instruments.words import Words
from tandem.sittings.room import Room


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says instrument words in the language of the page, with the names of this room."""

    language: str
    names: Mapping[str, str]

    def say(self, words: Words | None, **more: str) -> str:
        if words is None:
            return ""
        return words.say(words.for_reader(self.language), self.names, **more)

    def choices(self, choices: Sequence[Choice]) -> list[tuple[str, str]]:
        return [(choice.key, self.say(choice.words)) for choice in choices]

    def easy_choices(
        self, item: Item, value: Choice | tuple[Choice, ...] | int | None
    ) -> list[tuple[str, str]]:
        """The answers of Easy Read in their order, and what was chosen beside them: in full words,
        which can sound like an answer of Easy Read and mean another step."""
        if item.kind == "ten":
            said = {str(ten.number): self.say(ten.words) for ten in item.easy_tens}
            if isinstance(value, int):
                beside = _("Said before: %(words)s") % {
                    "words": _("%(num)s of 10") % {"num": value}
                }
                said.setdefault(str(value), beside)
            return list(said.items())
        chosen = value if isinstance(value, tuple) else (value,)
        return [
            (
                one.key,
                self.say(one.easy)
                if one.easy
                else _("Said before: %(words)s") % {"words": self.say(one.words)},
            )
            for one in item.choices
            if one.easy or one in chosen
        ]

    def picture(self, item: Item) -> str:
        """The picture of Easy Read beside a question, by its name."""
        return easy.picture_of(item)

    def pictures(self, item: Item) -> dict[str, str]:
        """Those of its answers, by the keys of the answers."""
        return easy.pictures_of(item)

    def easy_area(self, instrument: Instrument, area: Area) -> easy.Shown | None:
        """What Easy Read shows at the name of an area: its picture and a line of its own."""
        return easy.area_shown(instrument, area)

    def easy_notice(self, instrument: Instrument, mode: str) -> tuple[easy.Shown, ...]:
        """The notice in Easy Read, one idea a line; nothing where an instrument has its own."""
        return easy.notice_shown(mode) if easy.has_pictures(instrument) else ()

    def answer(self, item: Item, value: Any) -> str:
        return in_words(item, value, self.language, self.names)

    def sentence(self, instrument: Instrument, key: str, **more: str) -> str:
        return self.say(words_of(instrument, key), **more)

    def gap(self, instrument: Instrument, gap: Gap) -> str:
        """How two marks lie, under the name of the worker who made theirs: another may have come
        since, and must not be told to hold a view that they never gave."""
        author = gap.worker.entry.author if gap.worker else ""
        return self.as_then(author).sentence(instrument, gap.sentence)

    def as_then(self, author: str) -> "Speaker":
        """Speaks of the worker of that day."""
        return replace(self, names=as_then(self.names, author))


def words_of(instrument: Instrument, key: str) -> Words:
    """A sentence of the instrument, or of the sheet where it has none of its own."""
    try:
        return instrument.sentence(key)
    except LookupError:
        return newest(HOME).sentence(key)


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


def chosen(item: Item, value: Any) -> Choice | tuple[Choice, ...] | int | None:
    """Which of an item's own answers a value names; what it names beside them is nothing here."""
    match item.kind:
        case "one" | "scale":
            return next((one for one in item.choices if one.key == value), None)
        case "many":
            return tuple(one for one in item.choices if one.key in (value or ()))
        case "ten":
            return next((one for one in range(11) if str(one) == str(value)), None)
    return None
