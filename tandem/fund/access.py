"""Which requests and funds a reader may reach; no access is 404, identical to not existing.

The person was reached through `people.access` before, by the room or the desk page, with its
audit row.
"""

from uuid import UUID

from django.http import Http404

from tandem.fund.models import Fund, Receipt, Request
from tandem.fund.terms import terms_of
from tandem.people.models import Person, Role, User
from tandem.privacy.screen import closed


def request_for(person: Person, pk: UUID) -> Request:
    rows = Request.objects.select_related("terms__fund", "goal", "asked_with")
    rows = rows.defer(*closed(User, "asked_with"))
    found = rows.filter(pk=pk, person=person).first()
    if found is None:
        raise Http404
    found.person = person
    return found


def receipt_for(request: Request, pk: UUID) -> Receipt:
    found = Receipt.objects.filter(pk=pk, request=request).first()
    if found is None:
        raise Http404
    return found


def fund_for(user: User, pk: UUID) -> Fund:
    """Of their own organisation."""
    found = Fund.objects.filter(pk=pk, organisation=user.organisation_id).first()
    if found is None:
        raise Http404
    return found


def may_change(user: User, fund: Fund) -> bool:
    """Its owner and whoever runs the organisation; other managers read it."""
    owners = terms_of(user.organisation_id).filter(fund=fund).values_list("owner", flat=True)
    return user.has(Role.ADMINISTRATOR) or user.pk in owners
