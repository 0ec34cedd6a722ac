"""The worker gives a link or paper in person, and shuts the link again."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.people.access import actor_of, person_for, staff_only
from tandem.people.actor import Staff
from tandem.people.forms.refusals import refusals_into
from tandem.people.models import Person, Role
from tandem.preparation import actions
from tandem.preparation.access import preparations, stage_of
from tandem.preparation.forms import GiveForm
from tandem.preparation.rules import USUAL, shown
from tandem.ui.scan import square, whole_address


@staff_only(Role.WORKER)
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, person: UUID) -> HttpResponse:
    """Whether a link is open, and until when. Not whether it was opened, nor what was written."""
    by = actor_of(request)
    assert isinstance(by, Staff)
    found = person_for(by, person, "sit", what="preparation")
    today = timezone.localdate()
    form = GiveForm(request.POST or None, initial={"ends_on": today + USUAL})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            day = form.cleaned_data["ends_on"]
            token = actions.give(by=by, person=found, ends_on=day)
            return _given(request, found, token, day)
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "form": form,
        "open_until": open_until(found),
    }
    return render(request, "preparation/give.html", context)


@staff_only(Role.WORKER)
@require_POST
def switch_off(request: HttpRequest, person: UUID) -> HttpResponse:
    by = actor_of(request)
    assert isinstance(by, Staff)
    found = person_for(by, person, "sit", what="preparation")
    actions.switch_off(by=by, person=found)
    messages.success(request, _("The link is off."))
    return redirect("preparation:give", person=found.pk)


def open_until(person: Person) -> date | None:
    """The same whether or not anybody opened it."""
    rows = preparations().filter(person=person, ended_at=None)
    row = rows.only("ends_on", "worker__id").first()
    return row.ends_on if row and stage_of(row) != "shut" else None


def _given(request: HttpRequest, person: Person, token: str, day: date) -> HttpResponse:
    """Shown once: only its digest is kept."""
    address = whole_address(request, reverse("preparation:open", args=[shown(token)]))
    context = {
        "person": person,
        "is_practice": person.is_practice,
        "address": address,
        "square": square(address),
        "ends_on": day,
    }
    return render(request, "preparation/given.html", context)
