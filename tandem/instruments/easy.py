"""What Easy Read shows beside the released words: pictures, lines for areas, the notice.

It stands in `easy.toml` and not in a release: a better picture changes nothing of what was asked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tandem.instruments.schema import Area, Instrument, Item
from tandem.instruments.words import Words

FILE = Path(__file__).parent / "easy.toml"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture by its name, and words beside it."""

    picture: str
    words: Words


@dataclass(frozen=True, slots=True)
class Easy:
    """All of `easy.toml`. `asked` and `answers` give a picture by the end of a key."""

    instruments: frozenset[str]
    areas: Mapping[str, Shown]
    asked: Mapping[str, str]
    answers: Mapping[str, str]
    notices: Mapping[str, tuple[Shown, ...]]

    @property
    def pictures(self) -> set[str]:
        lines = [line for lines in self.notices.values() for line in lines]
        shown = [one.picture for one in (*self.areas.values(), *lines)]
        return {*shown, *self.asked.values(), *self.answers.values()}


@cache
def easy() -> Easy:
    told = tomllib.loads(FILE.read_text("utf-8"))
    notices: dict[str, list[Shown]] = {}
    for line in told["notice"]:
        notices.setdefault(line["mode"], []).append(_shown(line))
    return Easy(
        frozenset(told["instruments"]),
        MappingProxyType({key: _shown(area) for key, area in told["areas"].items()}),
        MappingProxyType(told["asked"]),
        MappingProxyType(told["answers"]),
        MappingProxyType({mode: tuple(lines) for mode, lines in notices.items()}),
    )


def area_shown(instrument: Instrument, area: Area) -> Shown | None:
    """The picture of an area and its line; None for what did not come with Tandem."""
    return easy().areas.get(area.key) if has_pictures(instrument) else None


def has_pictures(instrument: Instrument) -> bool:
    return instrument.name in easy().instruments


def picture_of(item: Item) -> str:
    """The picture of a question; "" where it has none."""
    asked, areas = easy().asked, easy().areas
    for end in ends(item.key):
        if end in asked:
            return asked[end]
    area = areas.get(item.key.partition(".")[0])
    return area.picture if area else ""


def pictures_of(item: Item) -> dict[str, str]:
    """The picture of each answer of Easy Read, by the key of the answer."""
    keys = [str(ten.number) for ten in item.easy_tens] or [one.key for one in item.easy_choices]
    found = {key: picture_of_answer(item, key) for key in keys}
    return {key: picture for key, picture in found.items() if picture}


def picture_of_answer(item: Item, key: str) -> str:
    answers = easy().answers
    return next((answers[end] for end in ends(f"{item.key}.{key}") if end in answers), "")


def ends(key: str) -> Iterator[str]:
    """ "home.now.good", "now.good", "good"."""
    while key:
        yield key
        key = key.partition(".")[2]


def notice_shown(mode: str) -> tuple[Shown, ...]:
    """What may be passed on, one idea a line."""
    return easy().notices[mode]


def _shown(table: Mapping[str, str]) -> Shown:
    return Shown(table["picture"], Words((("en", table["en"]), ("cy", table["cy"]))))
