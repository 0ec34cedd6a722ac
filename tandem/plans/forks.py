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
# Ends what an entry about a further way is about, about who asks for a way, about which one was
# taken, and about what came of it.
MORE, CHOICE, TAKEN, CAME = "/more", "/choice", "/taken", "/came"
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
    def has_to_happen(self) -> list[Free]:
        """Those who say so: one may see it so, and the other not."""
        return [one for one in self.free if one.choice != "free"]

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

    id: UUID
    # 0, and no way, where the words of the choice were erased: nobody knows what it was.
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
        """What was not taken and has to happen all the same, as one of the two says."""
        is_known = self.taken is not None and self.taken.number
        return [way for way in self.ways if is_known and way.has_to_happen and not way.is_taken]

    def is_asked_in(self, sitting: UUID | None) -> bool:
        """Whether this is the time to say what came of it: nobody has, and it was chosen before."""
        taken = self.taken
        return bool(taken and taken.number and not taken.came and taken.sitting != sitting)


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
        if one.kind == "note" and one.about.startswith(FORK):
            by_id.setdefault(one.about.split("/")[1], []).append(one)
    found = [
        _fork(first, rest, names)
        for first, *rest in by_id.values()
        if first.value and "ways" in first.value
    ]
    return sorted(found, key=lambda one: one.taken is not None)


def _fork(first: Said, rest: Sequence[Said], names: Names) -> Fork:
    """Erased words leave their place: a way keeps its number, and a choice what came of it. A line
    or an answer that was erased stands no more, nor does what it had taken the place of."""
    ways = [(words, first.language) for words in first.value["ways"]]
    newest: dict[str, Said] = {}
    free: dict[tuple[str, str], Said] = {}
    chosen: dict[UUID, tuple[Said, list[Said]]] = {}
    for one in rest:
        if one.about.endswith(MORE):
            ways.append((one.value["way"], one.language) if one.value else (_erased(), language()))
        elif one.about.endswith(TAKEN):
            chosen[one.id] = one, []
        elif one.about.endswith(CAME):
            # Of the newest choice, where it was said before there was a word for which.
            if one.value:
                of = one.value.get("of", [*chosen][-1])
                chosen[UUID(str(of))][1].append(one)
        elif one.about.endswith(CHOICE):
            free[one.about, one.party] = one
        else:
            newest[one.about] = one
    choices = [_taken(one, came, ways, names) for one, came in chosen.values()]
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


def _erased() -> str:
    return _("These words were taken out of the record.")


def _taken(one: Said, came: Sequence[Said], ways: Sequence[tuple[str, str]], names: Names) -> Taken:
    number = one.value["taken"] if one.value else 0
    way, spoken = ways[number - 1] if number else ("", "")
    return Taken(
        one.id,
        number,
        way,
        spoken,
        one.party,
        name_of(one, names),
        one.value["words"] if one.value else _erased(),
        one.language if one.value else language(),
        "" if one.party == "both" else typist_of(one, names),
        one.happened_on,
        one.sitting,
        [_came(each, names) for each in came],
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
        if one and one.value and one.value["choice"]
    ]


def happened(entry: Said) -> str:
    """What somebody did to a choice, as a sentence without its end; "" for what nobody reads in
    voluntary work."""
    value = entry.value
    if "ways" in value:
        return _("Put ways side by side")
    if "way" in value:
        return _("Put a third way beside the others")
    if "taken" in value:
        return _("Chose way %(number)s") % {"number": value["taken"]}
    if entry.about.endswith(CAME):
        return _("Said what came of it")
    number = entry.about.split("/")[2]
    if entry.about.endswith(CHOICE):
        if not value["choice"]:
            return ""
        says = choices()[value["choice"]].rstrip(".")
        return _("Said of way %(number)s: %(says)s") % {"number": number, "says": says}
    if not value["words"]:
        return _("Took away what was said of way %(number)s") % {"number": number}
    return _("Said what way %(number)s is like") % {"number": number}


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
        if way == str(number) and one.value and one.value["words"]:
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
