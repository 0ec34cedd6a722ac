from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tandem.people.access import people_for
from tandem.people.actor import Actor
from tandem.people.models import Allocation, Episode, Person, Role


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
    newest = Episode.objects.filter(person=OuterRef("pk")).order_by("-created_at")
    mode = Coalesce(Subquery(newest.values("mode")[:1]), "organisation__mode")
    return str(Person.objects.values_list(mode, flat=True).get(pk=person.pk))
