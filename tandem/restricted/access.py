"""Who may read a compartment: nobody, unless an administrator has said so and the day is not over.

It holds for the people whom the reader reaches anyway. It belongs to a member of staff, so it stays
behind when a person moves to another worker.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from tandem.people.access import actor_of, user_of
from tandem.people.actor import Staff
from tandem.people.models import Person, Role, User
from tandem.restricted.models import Compartment, Note, Reader

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def staff_of(request: HttpRequest) -> Staff:
    actor = actor_of(request)
    if not isinstance(actor, Staff):
        raise Http404
    return actor


def may_read(user: User) -> list[Compartment]:
    """In the order in which they are always named."""
    rows = Reader.objects.filter(user=user, ended_at=None, ends_on__gte=timezone.localdate())
    given = set(rows.values_list("compartment", flat=True))
    return [one for one in Compartment if one in given]


def note_for(by: Staff, person: Person, pk: UUID) -> Note:
    """A note that this reader may read, or 404."""
    may = may_read(by.user)
    found = Note.objects.filter(pk=pk, person=person, compartment__in=may).first()
    if found is None:
        raise Http404
    return found


def must_read(by: Staff, compartment: str) -> None:
    if compartment not in may_read(by.user):
        raise Http404


def reader_for(by: Staff, pk: UUID) -> Reader:
    """One that an administrator of the same organisation may end, or 404."""
    rows = Reader.objects.select_related("user")
    found = rows.filter(pk=pk, user__organisation=by.user.organisation_id).first()
    if found is None or not by.user.has(Role.ADMINISTRATOR):
        raise Http404
    return found


def readers_only(view: View[P]) -> View[P]:
    """Door of a view for who may read at least one compartment, and has just proved who they are.

    To everybody else the address does not exist.
    """

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not may_read(user_of(request)):
            raise Http404
        if is_reauthentication_required(request, app="tandem.restricted"):
            # By an address only: what was typed is not put into the store of sign-ins.
            back = reverse("restricted:open", kwargs={"person": kwargs["person"]})
            return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}")
        return view(request, *args, **kwargs)

    return opened
