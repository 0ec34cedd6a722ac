"""A choice that is real: two or three ways side by side, what each would take, what is good and
what is hard about it in both voices, and which one was taken: entries of the plan's thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.assessments.names import name_of, typist_of
from tandem.plans.reasons import Names, language
from tandem.voices.fold import Said

FORK = "fork/"
# Ends what an entry about a further way is about.
MORE = "/more"
PARTS = ("takes", "good", "hard")
MOST_WAYS = 3


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was said about one way."""

    id: str
    party: str
    name: str
    words: str
    language: str
    typed_by: str


@dataclass(frozen=True, slots=True)
class Way:
    number: int
    words: str
    language: str
    told: Mapping[str, list[Told]]  # under each of `PARTS`
    is_taken: bool

    @property
    def all_told(self) -> list[Told]:
        return [one for part in PARTS for one in self.told[part]]


@dataclass(frozen=True, slots=True)
class Taken:
    """Who chose which way, and why."""

    number: int
    way: str
    way_language: str
    party: str
    name: str
    words: str
    language: str
    typed_by: str
    on: date


@dataclass(frozen=True, slots=True)
class Fork:
    id: UUID
    asked: str
    language: str
    # The goal that it is about, if any.
    goal: str
    ways: list[Way]
    # The newest last; what was chosen before is kept.
    choices: list[Taken]

    @property
    def taken(self) -> Taken | None:
        return self.choices[-1] if self.choices else None


def parts() -> dict[str, str]:
    return {
        "takes": _("What it would take"),
        "good": _("What is good about it"),
        "hard": _("What is hard about it"),
    }


def forks(said: Iterable[Said], names: Names) -> list[Fork]:
    """What is still to be chosen comes first, in the order in which it was asked."""
    by_id: dict[str, list[Said]] = {}
    for one in sorted(said, key=lambda entry: entry.seq):
        if one.kind == "note" and one.about.startswith(FORK) and _counts(one):
            by_id.setdefault(one.about.split("/")[1], []).append(one)
    found = [
        _fork(first, rest, names)
        for first, *rest in by_id.values()
        if first.value and "ways" in first.value
    ]
    return sorted(found, key=lambda one: one.taken is not None)


def _counts(one: Said) -> bool:
    """A way keeps its number when its words are erased: what was said of it names it by that."""
    return isinstance(one.value, dict) or one.about.endswith(MORE)


def _fork(first: Said, rest: Sequence[Said], names: Names) -> Fork:
    ways = [(words, first.language) for words in first.value["ways"]]
    newest: dict[str, Said] = {}
    chosen: list[Said] = []
    for one in rest:
        if one.value is None:
            ways.append((_("These words were taken out of the record."), language()))
        elif "way" in one.value:
            ways.append((one.value["way"], one.language))
        elif "taken" in one.value:
            chosen.append(one)
        else:
            newest[one.about] = one
    choices = [
        Taken(
            one.value["taken"],
            ways[one.value["taken"] - 1][0],
            ways[one.value["taken"] - 1][1],
            one.party,
            name_of(one, names),
            one.value["words"],
            one.language,
            "" if one.party == "both" else typist_of(one, names),
            one.happened_on,
        )
        for one in chosen
    ]
    taken = choices[-1].number if choices else 0
    return Fork(
        id=UUID(first.about.removeprefix(FORK)),
        asked=first.value["words"],
        language=first.language,
        goal=first.value.get("goal", ""),
        ways=[
            Way(number, words, spoken, _told(number, newest, names), number == taken)
            for number, (words, spoken) in enumerate(ways, 1)
        ],
        choices=choices,
    )


def _told(number: int, newest: Mapping[str, Said], names: Names) -> dict[str, list[Told]]:
    """What stands under each heading, the person's first."""
    found: dict[str, list[Told]] = {part: [] for part in PARTS}
    for about, one in newest.items():
        _fork_word, _id, way, part, line = about.split("/")
        if way == str(number) and one.value.get("words"):
            found[part].append(
                Told(
                    line,
                    one.party,
                    name_of(one, names),
                    one.value["words"],
                    one.language,
                    typist_of(one, names),
                )
            )
    return {
        part: sorted(lines, key=lambda one: one.party != "person") for part, lines in found.items()
    }
