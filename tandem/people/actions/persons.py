"""Add and correct a person by hand; the made-up person that each worker practises with."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Replace, Upper
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.audit.actions import nothing_shown
from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.people.access import people_for, shown
from tandem.people.actions.acts import made_before
from tandem.people.actions.allocations import place_for
from tandem.people.actor import Actor
from tandem.people.caseload.values import reference_key
from tandem.people.models import Allocation, Episode, Mode, Organisation, Person, Team, User

FACTS = (
    "reference",
    "called",
    "given_names",
    "family_name",
    "pronouns",
    "born_on",
    "sex",
    "preferred_language",
    "page_language",
    "communication_needs",
)


def add_person(
    *,
    by: Actor,
    organisation: Organisation,
    called: str,
    mode: str,
    worker: User | None = None,
    team: Team | None = None,
    order_type: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    act: UUID | None = None,
    **facts: Any,
) -> Person:
    """What they are called and the mode are enough; every other fact can wait."""
    worker, team = place_for(by, organisation, worker, team)
    facts = _as_stored({"called": called, **facts})
    person = Person(pk=act or uuid4(), organisation=organisation)
    with _reference_is_free(by, person):
        if act:
            said = {"organisation": organisation, **facts}
            if made := made_before(Person.objects.filter(pk=act), act, said):
                return made
        _write(person, facts)
        _episode(Episode(person=person), mode, order_type, starts_on, ends_on)
        Allocation.objects.create(person=person, worker=worker, team=team, began_at=timezone.now())
        shown(by, [person.pk], what="by hand", verb=Verb.COLLECT)
    return person


def correct_person(*, by: Actor, person: Person, **facts: Any) -> list[str]:
    """The names of the facts that changed; nothing is written when none did."""
    before = {name: getattr(person, name) for name in facts}
    with _reference_is_free(by, person):
        changed = _write(person, facts, before)
        if changed:
            shown(by, [person.pk], what=" ".join(changed), verb=Verb.ALTER)
    return changed


@transaction.atomic
def add_episode(
    *,
    by: Actor,
    person: Person,
    mode: str,
    order_type: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    act: UUID | None = None,
) -> Episode:
    if act:
        said = {
            "person_id": person.pk,
            "mode": mode,
            "order_type": order_type,
            "starts_on": starts_on,
            "ends_on": ends_on,
        }
        if made := made_before(Episode.objects.filter(pk=act), act, said):
            return made
    new = Episode(pk=act or uuid4(), person=person)
    episode = _episode(new, mode, order_type, starts_on, ends_on)
    shown(by, [person.pk], what="new order", verb=Verb.ALTER)
    return episode


@transaction.atomic
def correct_episode(
    *,
    by: Actor,
    episode: Episode,
    mode: str,
    order_type: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> None:
    _episode(episode, mode, order_type, starts_on, ends_on)
    shown(by, [episode.person_id], what="order", verb=Verb.ALTER)


@transaction.atomic
def ensure_practice_person(user: User) -> Person:
    """Each worker has one made-up person: marked on every page, left out of every count."""
    mine = Person.objects.filter(
        is_practice=True, allocations__worker=user, allocations__ended_at=None
    )
    nothing_shown()  # nobody real
    if person := mine.first():
        return person
    person = Person(organisation=user.organisation, is_practice=True)
    _write(person, {"called": "Robin", "given_names": "Robin", "family_name": "Practice"})
    mode = user.organisation.mode
    order_type = "community_order" if mode == Mode.STATUTORY else ""
    _episode(Episode(person=person), mode, order_type, None, None)
    Allocation.objects.create(person=person, worker=user, began_at=timezone.now())
    return person


def _write(
    person: Person, facts: dict[str, Any], before: dict[str, Any] | None = None
) -> list[str]:
    for name, value in _as_stored(facts).items():
        if name not in FACTS:
            raise TypeError(f"{name} is not a fact about a person")
        setattr(person, name, value)
    if not person.called:
        raise Refused(_("Say what they are called."))
    changed = [name for name in facts if before is None or getattr(person, name) != before[name]]
    if not changed:
        return []
    person.name_keys()
    person.save()
    return changed


@contextmanager
def _reference_is_free(by: Actor, person: Person) -> Iterator[None]:
    """All of it or nothing. Who has the reference already is named to those only who may see them,
    and that leaves its trace, as it is no part of what is taken back."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        held = _with_key(people_for(by), person).first()
        nothing_shown()
        if held is None:
            raise Refused(
                _("This reference cannot be used. Check it, then ask an administrator.")
            ) from None
        shown(by, [held.pk], what="reference")
        raise Refused(
            _("%(person)s has this reference already. Check it.") % {"person": held.full_name}
        ) from None


def _with_key(people: QuerySet[Person], person: Person) -> QuerySet[Person]:
    """Others whose reference differs from this person's in spaces and small letters at most."""
    same = people.annotate(key=Upper(Replace("reference", Value(" ")))).filter(
        organisation=person.organisation_id, key=reference_key(person.reference)
    )
    return same.exclude(pk=person.pk).exclude(reference="")


def _as_stored(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: typed(one) if isinstance(one, str) else one for name, one in facts.items()}


def _episode(
    episode: Episode, mode: str, order_type: str, starts_on: date | None, ends_on: date | None
) -> Episode:
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused(_("The end is before the start. Check both dates."))
    if mode == Mode.VOLUNTARY and order_type:
        raise Refused(_("Someone who chose to come has no order. Change the mode or the order."))
    episode.mode, episode.order_type = mode, order_type
    episode.starts_on, episode.ends_on = starts_on, ends_on
    episode.save()
    return episode
