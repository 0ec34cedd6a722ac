"""At the desk: begin a sitting, take one up again, end one."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from tandem.instruments.loader import newest
from tandem.lib.refused import Refused
from tandem.people.access import actor_of, people_for, person_for, staff_only
from tandem.people.actor import Staff
from tandem.people.forms.refusals import refusals_into
from tandem.people.models import Person, Role
from tandem.people.queries import mode_of
from tandem.sittings.actions.sittings import (
    finish_sitting,
    newest_open,
    sit_together,
    start_sitting,
)
from tandem.sittings.forms import PinForm, StartForm
from tandem.sittings.models import Held, Sitting


@staff_only(Role.WORKER)
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, person: UUID) -> HttpResponse:
    by = _staff(request)
    found = person_for(by, person, "sit")
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            sitting = start_sitting(
                by=by,
                person=found,
                held=form.cleaned_data["held"],
                pin=form.cleaned_data["pin"],
                held_on=form.cleaned_data["held_on"],
                act=form.cleaned_data["act"],
            )
            if not _is_open(sitting, by):  # sent again, after it was left
                return redirect("home:person", person=found.pk)
            return redirect(_door(sitting) + ":here", sitting=sitting.pk)
    context = {
        "person": found,
        "form": form,
        "is_practice": found.is_practice,
        "open_sitting": newest_open(found, by.user.pk),
        "before": before_sitting(found, by),
    }
    return render(request, "sittings/start.html", context)


@staff_only(Role.WORKER)
@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest, sitting: UUID) -> HttpResponse:
    by = _staff(request)
    found = _own_open(by, sitting)
    person = person_for(by, found.person_id, "sit")
    if found.held == Held.PAPER:
        return redirect("desk:here", sitting=found.pk)
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sit_together(by=by, sitting=found, pin=form.cleaned_data["pin"])
        except Refused as refused:
            form.add_error("pin", refused.sentence)
        else:
            return redirect("together:here", sitting=found.pk)
    context = {
        "person": person,
        "sitting": found,
        "form": form,
        "is_practice": person.is_practice,
        "before": before_sitting(person, by),
    }
    return render(request, "sittings/resume.html", context)


def before_sitting(person: Person, by: Staff) -> list[str]:
    """What the questions say to the worker alone; it is said here, never on the shared screen."""
    mode = mode_of(person)
    names = {"person": person.called, "worker": by.user.called}
    language = (get_language() or "en")[:2]
    said = (
        item.before_sitting.say(language, names)
        for item in newest("whole-life").items
        if item.before_sitting and item.is_open_in(mode)
    )
    return list(dict.fromkeys(said))


@staff_only(Role.WORKER)
@require_POST
def finish(request: HttpRequest, sitting: UUID) -> HttpResponse:
    by = _staff(request)
    found = _own_open(by, sitting)
    finish_sitting(by=by, sitting=found)
    # The person may have been moved meanwhile; then their page is not this worker's to see.
    is_mine = people_for(by, "read").filter(pk=found.person_id).exists()
    return redirect("home:person", person=found.person_id) if is_mine else redirect("home:people")


def _own_open(by: Staff, pk: UUID) -> Sitting:
    found = Sitting.objects.filter(pk=pk, worker=by.user, ended_at=None).first()
    if found is None:
        raise Http404
    return found


def _is_open(sitting: Sitting, by: Staff) -> bool:
    is_here = sitting.held == Held.PAPER or sitting.locked_sign_in == by.device
    return is_here and sitting.ended_at is None


def _door(sitting: Sitting) -> str:
    return "desk" if sitting.held == Held.PAPER else "together"


def _staff(request: HttpRequest) -> Staff:
    by = actor_of(request)
    if not isinstance(by, Staff):
        raise Http404
    return by
