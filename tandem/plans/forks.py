"""A choice that is real: two or three ways side by side, whether each is free or asked for, what it
would take, what is good and what is hard about it in both voices, which one was taken, and later
what came of it: entries of the plan's thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.assessments.names import name_of, typist_of
from tandem.plans.reasons import Names, language
from tandem.plans.requirements import choices
from tandem.voices.fold import Said

FORK = "fork/"
# Ends what an entry about a further way is about, about who asks for a way, and about what came of
# the one that was taken.
MORE, CHOICE, CAME = "/more", "/choice", "/came"
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
class Free:
    """Whether one says that a way is free, and if it is not, who asks for it."""

    party: str
    name: str
    # A key of `choices`, and its words.
    choice: str
    says: str
    asked_by: str
    language: str
    typed_by: str


@dataclass(frozen=True, slots=True)
class Way:
    number: int
    words: str
    language: str
    # Of each party the newest, the person's first.
    free: list[Free]
    told: Mapping[str, list[Told]]  # under each of `PARTS`
    is_taken: bool

    @property
    def has_to_happen(self) -> bool:
        return any(one.choice != "free" for one in self.free)

    @property
    def all_told(self) -> list[Told]:
        return [one for part in PARTS for one in self.told[part]]


@dataclass(frozen=True, slots=True)
class Came:
    """What one says came of it."""

    party: str
    name: str
    words: str
    language: str
    typed_by: str
    on: date


@dataclass(frozen=True, slots=True)
class Taken:
    """Who chose which way, and why; and what came of it, in the order in which it was said."""

    number: int
    way: str
    way_language: str
    party: str
    name: str
    words: str
    language: str
    typed_by: str
    on: date
    sitting: UUID | None
    came: list[Came]


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

    @property
    def left(self) -> list[Way]:
        """What was not taken and has to happen all the same."""
        return [way for way in self.ways if self.taken and way.has_to_happen and not way.is_taken]

    def is_asked_in(self, sitting: UUID | None) -> bool:
        """Whether this is the time to say what came of it: nobody has, and it was chosen before."""
        return self.taken is not None and not self.taken.came and self.taken.sitting != sitting


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
    free: dict[tuple[str, str], Said] = {}
    chosen: list[Said] = []
    came: list[list[Said]] = []
    for one in rest:
        if one.value is None:
            ways.append((_("These words were taken out of the record."), language()))
        elif "way" in one.value:
            ways.append((one.value["way"], one.language))
        elif "taken" in one.value:
            chosen.append(one)
            came.append([])
        elif one.about.endswith(CAME):
            came[-1].append(one)
        elif one.about.endswith(CHOICE):
            free[one.about, one.party] = one
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
            one.sitting,
            [_came(each, names) for each in results],
        )
        for one, results in zip(chosen, came, strict=True)
    ]
    taken = choices[-1].number if choices else 0
    return Fork(
        id=UUID(first.about.removeprefix(FORK)),
        asked=first.value["words"],
        language=first.language,
        goal=first.value.get("goal", ""),
        ways=[
            Way(
                number,
                words,
                spoken,
                _free(first.about, number, free, names),
                _told(number, newest, names),
                number == taken,
            )
            for number, (words, spoken) in enumerate(ways, 1)
        ],
        choices=choices,
    )


def _came(one: Said, names: Names) -> Came:
    name, typist = name_of(one, names), typist_of(one, names)
    return Came(one.party, name, one.value["words"], one.language, typist, one.happened_on)


def _free(fork: str, number: int, said: Mapping[tuple[str, str], Said], names: Names) -> list[Free]:
    found = (said.get((f"{fork}/{number}{CHOICE}", party)) for party in ("person", "worker"))
    return [
        Free(
            one.party,
            name_of(one, names),
            one.value["choice"],
            choices()[one.value["choice"]],
            one.value["words"],
            one.language,
            typist_of(one, names),
        )
        for one in found
        if one
    ]


def happened(entry: Said) -> str:
    """What somebody did to a choice, as a sentence without its end."""
    value = entry.value
    if "ways" in value:
        return _("Put ways side by side")
    if "taken" in value:
        return _("Chose way %(number)s") % {"number": value["taken"]}
    if entry.about.endswith(CAME):
        return _("Said what came of it")
    if entry.about.endswith(CHOICE):
        return _("Said who asks for a way")
    return _("Said what a way is like")


def of_goals(said: Iterable[Said]) -> dict[str, str]:
    """What entries about a choice begin with, and the goal that it is about."""
    return {
        one.about: one.value["goal"]
        for one in said
        if one.kind == "note"
        and one.about.startswith(FORK)
        and isinstance(one.value, dict)
        and one.value.get("goal")
    }


def fork_of(about: str) -> str:
    """The choice that an entry is about; nothing where it is about something else."""
    return "/".join(about.split("/")[:2]) if about.startswith(FORK) else ""


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
