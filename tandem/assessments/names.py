"""Whose name stands over what was said: that of who said it, also once another worker has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from tandem.people.actor import ON_OWN_PAGE, PREPARED
from tandem.people.models import Person, User
from tandem.voices.fold import Said

Names = Mapping[str, str]
# No link to prepare by is open for longer.
PREPARED_AHEAD = timedelta(days=28)


def name_of(said: Said, names: Names) -> str:
    """`names` are today's: the person's stands, the worker may have been another one."""
    match said.party:
        case "person":
            return names["person"]
        case "both":
            worker = said.author or names["worker"]
            return _("%(person)s and %(worker)s") % {"person": names["person"], "worker": worker}
    return said.author or names["worker"]


def hands_of(said: Said, names: Names) -> str:
    """Whose hands typed it."""
    return names["person"] if said.typed_by == "person" else said.author or names["worker"]


def was_prepared(said: Said) -> bool:
    """The person wrote it alone, before a meeting, and then shared it."""
    return said.device.startswith(PREPARED)


def was_said_alone(said: Said) -> bool:
    """The person said it on their own page, in no sitting."""
    return said.device.startswith(ON_OWN_PAGE)


def was_prepared_for(said: Said, day: date) -> bool:
    """Not long before, so that it is news on that day."""
    return was_prepared(said) and day - said.happened_on <= PREPARED_AHEAD


def typist_of(said: Said, names: Names) -> str:
    """The same, where they are not those of who said it; else ""."""
    is_own = said.typed_by == said.party or said.typed_by not in ("person", "worker")
    return "" if is_own else hands_of(said, names)


def as_then(names: Names, author: str) -> Names:
    """The names of the day on which this worker was there; "" says nothing of the worker."""
    is_other = author and author != names["worker"]
    return {**names, "worker": author} if is_other else names


def carried_by(party: str, promised_by: str, names: Names, *, is_open: bool) -> str:
    """A worker's promise is the promise of whoever is the worker: the name of who carries it now,
    where another gave it and it is still to be kept; else ""."""
    is_others = is_open and party == "worker" and promised_by != names["worker"]
    return names["worker"] if is_others else ""


def workers_of(said: Iterable[Said], names: Names) -> str:
    """The workers whose words are among these, in their order; today's where there are none."""
    found = dict.fromkeys(name_of(one, names) for one in said if one.party == "worker")
    return ", ".join(found) or names["worker"]


def names_at_desk(person: Person, reader: User) -> dict[str, str]:
    """The worker is whoever supports the person, or was the last to; never a mere reader, unless
    nobody ever did."""
    supported = person.allocations.select_related("worker").exclude(worker=None)
    newest = supported.order_by(F("ended_at").desc(nulls_first=True)).first()
    worker = newest.worker if newest and newest.worker else reader
    return {"person": person.called, "worker": worker.called}
