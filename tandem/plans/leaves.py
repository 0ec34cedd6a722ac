"""The leaves of a plan as its pages and paper show them: what I bring, how we stay safe, others."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.assessments.differences_page import RemarkLine
from tandem.assessments.names import name_of, typist_of
from tandem.documents.words import Words as Told
from tandem.instruments.words import Words
from tandem.people.models import Mode
from tandem.plans import leaf as rule
from tandem.plans.reasons import Names, language
from tandem.plans.remarks import remarks_on
from tandem.voices.fold import Said

FILE = Path(__file__).parent / "leaves.toml"
BRING, PINNED = "bring", "reasons"


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    prompt: Words
    said_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    key: str
    name: Words
    leads: Mapping[str, Words]
    parts: tuple[Part, ...]
    used_in_goals: bool
    # A name of `pictures.svg`, for Easy Read.
    picture: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    id: str
    # What an entry about it is about.
    about: str
    party: str
    name: str
    words: str
    language: str
    typed_by: str
    # What was said next to it with "I see this differently".
    remarks: list[RemarkLine]


@dataclass(frozen=True, slots=True)
class ShownPart:
    key: str
    prompt: str
    said_by: tuple[str, ...]
    lines: list[ShownLine]


@dataclass(frozen=True, slots=True)
class ShownLeaf:
    key: str
    name: str
    lead: str
    parts: list[ShownPart]
    used_in_goals: bool
    picture: str

    @property
    def is_top(self) -> bool:
        """The person's reasons stand at the top of the plan."""
        return self.key == PINNED

    @property
    def lines(self) -> list[ShownLine]:
        return [line for part in self.parts for line in part.lines]


def _words(raw: Mapping[str, str]) -> Words:
    return Words(tuple(raw.items()))


@cache
def leaves() -> Mapping[str, Leaf]:
    raw = tomllib.loads(FILE.read_text("utf-8"))
    return MappingProxyType({key: _leaf(key, one) for key, one in raw.items()})


def _leaf(key: str, raw: Mapping[str, Any]) -> Leaf:
    leads = {Mode.STATUTORY.value: raw["lead"], Mode.VOLUNTARY.value: raw["lead"]}
    if "lead_voluntary" in raw:
        leads[Mode.VOLUNTARY.value] = raw["lead_voluntary"]
    return Leaf(
        key,
        _words(raw["name"]),
        {mode: _words(lead) for mode, lead in leads.items()},
        tuple(
            Part(name, _words(part["prompt"]), tuple(part["said_by"]))
            for name, part in raw["parts"].items()
        ),
        bool(raw.get("used_in_goals")),
        raw["picture"],
    )


def shown_leaves(said: Sequence[Said], names: Names, mode: str) -> dict[str, ShownLeaf]:
    """All of them, whether or not something stands on them."""
    return {key: _shown(one, said, names, mode) for key, one in leaves().items()}


def _shown(leaf: Leaf, said: Sequence[Said], names: Names, mode: str) -> ShownLeaf:
    stand = rule.lines(said, leaf.key)
    differ = [one for one in said if one.kind == "differ"]
    # A heading names somebody also while nobody supports the person.
    asked = {**names, "worker": names["worker"] or _("the worker")}
    return ShownLeaf(
        key=leaf.key,
        name=leaf.name.say(language()),
        lead=leaf.leads[mode].say(language(), asked),
        parts=[
            ShownPart(
                part.key,
                part.prompt.say(language(), asked),
                part.said_by,
                [
                    ShownLine(
                        line.id,
                        line.entry.about,
                        line.entry.party,
                        name_of(line.entry, names),
                        line.words,
                        line.entry.language,
                        typist_of(line.entry, names),
                        remarks_on(line.entry.about, line.words, differ, names),
                    )
                    for line in stand
                    if line.part == part.key
                ],
            )
            for part in leaf.parts
        ],
        used_in_goals=leaf.used_in_goals,
        picture=leaf.picture,
    )


def pinned(said: Sequence[Said]) -> list[Told]:
    """The reasons that the person put at the top of the plan."""
    return [Told(line.words, line.entry.language) for line in rule.lines(said, PINNED)]


def brought(said: Sequence[Said], goal: UUID) -> list[str]:
    """What the person brings that is used in this goal, a line each."""
    ids = rule.used(said).get(str(goal), ())
    stand = [line for line in rule.lines(said, BRING) if line.id in ids]
    name = leaves()[BRING].name.say(language())
    return [_("%(name)s: %(words)s") % {"name": name, "words": line.words} for line in stand]
