from django.db.models import QuerySet

from tandem.people.access import people_for
from tandem.people.actor import Actor
from tandem.people.models import Allocation, Person, Role


def without_worker(by: Actor) -> QuerySet[Person]:
    """Those whom nobody supports now: no worker was named, or the worker has left."""
    supported = Allocation.objects.filter(
        ended_at=None, worker__is_active=True, worker__roles__contains=[Role.WORKER]
    )
    ours = people_for(by, "move").values("pk")
    return Person.objects.filter(pk__in=ours).exclude(pk__in=supported.values("person"))
