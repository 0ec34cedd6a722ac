"""Restricted notes, at the desk only. Titles, addresses and answers are the same for everybody,
whether or not anything is kept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.people.access import person_for, staff_only
from tandem.people.actor import Staff
from tandem.people.forms.refusals import refusals_into
from tandem.people.models import Person, Role
from tandem.restricted import actions, page
from tandem.restricted.access import may_read, reader_for, readers_only, staff_of
from tandem.restricted.forms import CorrectForm, KeepForm, OpenForm, ReaderForm
from tandem.restricted.models import Compartment, Reader

# Of those who could read and can no more, so many are listed.
ENDED = 20


@staff_only(Role.WORKER, Role.MANAGER)
def keep(request: HttpRequest, person: UUID) -> HttpResponse:
    """Whoever reads the person's page may add a note. What is kept already is not told."""
    by, found = reached(request, person)
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.keep(by=by, keeper=by.user, person=found, **form.cleaned_data)
            return kept(request, found)
    return render(request, "restricted/keep.html", about(found, form=form, may=may_read(by.user)))


@staff_only(Role.WORKER, Role.MANAGER)
@readers_only
def open_notes(request: HttpRequest, person: UUID) -> HttpResponse:
    """Asks for the reason; the answer to it holds the notes, and no address leads there again."""
    by, found = reached(request, person)
    form = OpenForm(request.POST or None, may=may_read(by.user))
    if request.method != "POST" or not form.is_valid():
        return render(request, "restricted/open.html", about(found, form=form))
    compartment = form.cleaned_data["compartment"]
    rows = actions.open_compartment(by=by, person=found, **form.cleaned_data)
    today = timezone.localdate()
    context = about(
        found,
        notes=page.notes(rows, today),
        openings=page.openings(found, compartment),
        kind=short(compartment),
    )
    return render(request, "restricted/opened.html", context)


@require_POST
@staff_only(Role.WORKER, Role.MANAGER)
@readers_only
def correct(request: HttpRequest, person: UUID, note: UUID) -> HttpResponse:
    by, found = reached(request, person)
    form = CorrectForm(request.POST)
    if form.is_valid():
        with refusals_into(form):
            actions.correct(by=by, person=found, note=note, **form.cleaned_data)
            return kept(request, found)
    return render(request, "restricted/correct.html", about(found, form=form))


@staff_only(Role.ADMINISTRATOR)
def readers(request: HttpRequest) -> HttpResponse:
    by = staff_of(request)
    ours = by.user.organisation.users
    staff = ours.filter(is_active=True, roles__overlap=[Role.WORKER, Role.MANAGER])
    form = ReaderForm(request.POST or None, staff=staff.exclude(pk=by.user.pk))
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            actions.let_read(by=by, **form.cleaned_data)
            return saved(request)
    rows = Reader.objects.filter(user__organisation=by.user.organisation_id)
    rows = rows.select_related("user", "given_by", "ended_by")
    today = timezone.localdate()
    in_force = rows.filter(ended_at=None, ends_on__gte=today)
    context = {
        "form": form,
        "readers": [
            (one, short(one.compartment)) for one in in_force.order_by("user__name", "compartment")
        ],
        "over": [
            (one, short(one.compartment))
            for one in rows.exclude(pk__in=in_force).order_by("-given_at")[:ENDED]
        ],
    }
    return render(request, "restricted/readers.html", context)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def end(request: HttpRequest, reader: UUID) -> HttpResponse:
    by = staff_of(request)
    actions.end_reading(by=by, reader=reader_for(by, reader))
    return saved(request)


def reached(request: HttpRequest, person: UUID) -> tuple[Staff, Person]:
    by = staff_of(request)
    return by, person_for(by, person, "read", what="restricted")


def about(person: Person, **more: object) -> dict[str, object]:
    return {"person": person, "is_practice": person.is_practice} | more


def kept(request: HttpRequest, person: Person) -> HttpResponse:
    messages.success(request, _("It is kept."))
    return redirect("home:person", person=person.pk)


def saved(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("restricted:readers")


def short(compartment: str) -> str:
    """The word before the colon of the compartment's sentence."""
    return str(Compartment(compartment).label).partition(":")[0]
