"""What helps at a meeting, and which hours are hard: which answers ask for it, from a file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tandem.instruments.words import Words
from tandem.plans.reasons import language

FILE = Path(__file__).parent / "meetings.toml"


@dataclass(frozen=True, slots=True)
class Help:
    label: Words
    # Each as "key=option".
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hard:
    key: str
    option: str
    hours: tuple[tuple[time, time], ...]

    def holds(self, at: time) -> bool:
        return any(start <= at < end for start, end in self.hours)


@cache
def every() -> tuple[Mapping[str, Help], tuple[Hard, ...]]:
    raw = tomllib.loads(FILE.read_text("utf-8"))
    helps = {
        key: Help(Words(tuple(one["label"].items())), frozenset(one["answers"]))
        for key, one in raw["helps"].items()
    }
    return MappingProxyType(helps), tuple(_hard(one["answer"], one["hours"]) for one in raw["hard"])


def _hard(answer: str, hours: list[list[time]]) -> Hard:
    key, _sign, option = answer.partition("=")
    return Hard(key, option, tuple((start, end) for start, end in hours))


def labels() -> dict[str, str]:
    """What can be seen to before a meeting, in the order of the file."""
    return {key: one.label.say(language()) for key, one in every()[0].items()}
