from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.lookups import TrigramWordSimilar
from django.db.models import (
    BooleanField,
    F,
    FloatField,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Coalesce

from tandem.lib.question import Question
from tandem.lib.text import apart, search_key
from tandem.people.access import people_for
from tandem.people.actor import Actor
from tandem.people.models import Allocation, Episode, Person, Role, User

BORN_FROM = 1900
# Fewer letters than this are close to half of everybody.
LETTERS = 3
CANDIDATES = 50
# How many of the letter groups of what was typed are in the name: 0 to 1.
ALIKE = 0.5


def without_worker(by: Actor) -> QuerySet[Person]:
    """Those whom nobody supports now: no worker was named, or the worker has left."""
    supported = Allocation.objects.filter(
        ended_at=None, worker__is_active=True, worker__roles__contains=[Role.WORKER]
    )
    ours = people_for(by, "move").values("pk")
    return Person.objects.filter(pk__in=ours).exclude(pk__in=supported.values("person"))


def mode_of(person: Person) -> str:
    """How one works with this person now: as their newest episode says, else as the organisation
    does."""
    found = _MODE.first(person.pk)
    if found is None:
        raise Person.DoesNotExist
    mode: str = found.mode  # type: ignore[attr-defined]
    return mode


def is_worker_of(user: User, person: Person) -> bool:
    """Whether they support this person now."""
    return person.allocations.filter(ended_at=None, worker=user).exists()


def _mode() -> Coalesce:
    newest = Episode.objects.filter(person=OuterRef("pk")).order_by("-created_at")
    return Coalesce(Subquery(newest.values("mode")[:1]), "organisation__mode")


def _with_mode(pk: UUID) -> QuerySet[Person]:
    return Person.objects.only("pk").annotate(mode=_mode()).filter(pk=pk)


_MODE = Question(_with_mode, UUID)


def modes_of(people: Collection[UUID]) -> dict[UUID, str]:
    """The same for many."""
    rows = Person.objects.filter(pk__in=people).annotate(mode=_mode())
    return dict(rows.values_list("pk", "mode"))


def in_bulk(people: QuerySet[Person], pks: Iterable[UUID]) -> dict[UUID, Person]:
    """Those of the people who have these keys. Given as one array they are one statement however
    many they are, and the database plans it for few."""
    keys = Value(list(pks), ArrayField(UUIDField()))
    is_one = Func(
        *(F("pk"), keys),
        template="%(expressions)s)",
        arg_joiner=" = ANY (",
        output_field=BooleanField(),
    )
    return {person.pk: person for person in people.filter(is_one)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed to find somebody: parts of names and references, and a year of birth."""

    words: str
    parts: tuple[str, ...]
    year: int | None

    @property
    def names(self) -> str:
        """Without the year."""
        return " ".join(part for part in self.parts if part != str(self.year))


def asked(words: str) -> Asked:
    parts = tuple(search_key(words).split())
    years = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) == 4]
    born = [year for year in years if BORN_FROM <= year <= date.today().year]
    return Asked(words.strip(), parts, born[-1] if born else None)


# What is looked through: people, or whatever else holds the keys that people are searched by.
Rows = QuerySet[Any, Any]


def with_reference(people: Rows, asked: Asked) -> Rows:
    return people.filter(reference__in={asked.words, asked.words.upper()}).exclude(reference="")


def named(rows: Rows, asked: Asked) -> Rows:
    """All whose names and reference hold every part of it."""
    if not asked.parts:
        return rows.none()
    for part in asked.parts:
        found = Q(search__contains=part)
        if part == str(asked.year):
            found |= Q(born_on__year=asked.year)
        rows = rows.filter(found)
    return rows


def close_to(people: Rows, asked: Asked, *, most: int, are_many: bool) -> list[UUID]:
    """Those whose names lie a slip or two from what was typed, the closest first.

    A team is looked through once. Where they are many, by three ways in, each through an index and
    none further than it must: born in the year that was typed; a word of the name sounds the same;
    letters in common.
    """
    names = asked.names
    letters = sum(map(str.isalpha, names))
    if letters < LETTERS:
        return []
    alike = Func(Value(names), F("search"), function="word_similarity", output_field=FloatField())
    rows = people.annotate(alike=alike).order_by("-alike", "sort", "pk")
    sound = Func(Value(names), function="name_sounds", output_field=ArrayField(TextField()))
    sounds, born = Q(sounds__overlap=sound), Q(born_on__year=asked.year)
    if are_many:
        ways = [rows.filter(born)] if asked.year else []
        ways += [rows.filter(sounds), rows.filter(TrigramWordSimilar(F("search"), Value(names)))]
    else:
        ways = [rows.filter(sounds | Q(alike__gte=ALIKE) | (born if asked.year else Q(pk__in=[])))]
    found: dict[UUID, tuple[Any, ...]] = {}
    for way in ways:
        fields = way.values_list("pk", "search", "born_on", "sort", "alike", "reference")
        for pk, search, born_on, sort, _alike, reference in fields[:CANDIDATES]:
            slips = slips_between(names, search.removesuffix(search_key(reference)))
            if slips <= max(1, min(3, letters // 4)):
                is_other_year = asked.year and (not born_on or born_on.year != asked.year)
                found[pk] = (bool(is_other_year), slips, sort, pk)
        if found:
            break
    return sorted(found, key=found.__getitem__)[:most]


def slips_between(typed: str, names: str) -> int:
    """The fewest slips that make what was typed of these names: word by word, in any order, or as
    a whole, for a space that is missing or too much."""
    words = names.split()
    by_word = sum(min((apart(one, word) for word in words), default=99) for one in typed.split())
    # The key begins with what they are called; their names follow.
    wholes = (" ".join(words[start:]) for start in range(len(words)))
    return min([by_word, *(apart(typed, whole) for whole in wholes)])
