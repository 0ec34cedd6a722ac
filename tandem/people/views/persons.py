from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tandem.people.access import actor_of, people_for, person_for, staff_only, user_of
from tandem.people.actions import persons
from tandem.people.actions.allocations import move_person
from tandem.people.actor import Actor, Staff
from tandem.people.forms.persons import (
    AddEpisodeForm,
    AddForm,
    EpisodeForm,
    FactsForm,
    MoveForm,
    teams_for,
    workers_for,
    workers_of,
)
from tandem.people.forms.refusals import refusals_into
from tandem.people.models import Person, Role

ANY = (Role.WORKER, Role.MANAGER, Role.ADMINISTRATOR)


def staff_of(request: HttpRequest) -> Staff:
    actor = actor_of(request)
    if not isinstance(actor, Staff):
        raise Http404
    return actor


@staff_only(*ANY)
def add(request: HttpRequest) -> HttpResponse:
    by = staff_of(request)
    organisation = by.user.organisation
    workers = workers_for(by)
    form = AddForm(
        request.POST or None,
        workers=workers,
        teams=teams_for(by),
        initial={"mode": organisation.mode, "worker": by.user.pk},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            person = persons.add_person(by=by, organisation=organisation, **form.cleaned_data)
            return after(request, by, person, _("This person is in."))
    others = workers.exclude(pk=by.user.pk).exists()
    return render(request, "people/add.html", {"form": form, "may_choose": others})


@staff_only(Role.WORKER, Role.MANAGER)
def correct(request: HttpRequest, person: UUID) -> HttpResponse:
    by = staff_of(request)
    found = person_for(by, person, "correct")
    known = {name: getattr(found, name) for name in FactsForm.base_fields}
    form = FactsForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            persons.correct_person(by=by, person=found, **form.cleaned_data)
            return after(request, by, found, _("Saved."))
    episodes = found.episodes.order_by("starts_on", "created_at")
    context = {"form": form, "person": found, "episodes": episodes}
    return render(request, "people/correct.html", context | practice(found))


@staff_only(Role.WORKER, Role.MANAGER)
def add_episode(request: HttpRequest, person: UUID) -> HttpResponse:
    by = staff_of(request)
    found = person_for(by, person, "correct")
    form = AddEpisodeForm(request.POST or None, initial={"mode": found.organisation.mode})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            persons.add_episode(by=by, person=found, **form.cleaned_data)
            return after(request, by, found, _("Saved."))
    context = {"form": form, "person": found, "is_new": True}
    return render(request, "people/episode.html", context | practice(found))


@staff_only(Role.WORKER, Role.MANAGER)
def correct_episode(request: HttpRequest, person: UUID, episode: UUID) -> HttpResponse:
    by = staff_of(request)
    found = person_for(by, person, "correct")
    row = found.episodes.filter(pk=episode).first()
    if row is None:
        raise Http404
    known = {name: getattr(row, name) for name in EpisodeForm.base_fields}
    form = EpisodeForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            persons.correct_episode(by=by, episode=row, **form.cleaned_data)
            return after(request, by, found, _("Saved."))
    context = {"form": form, "person": found, "is_new": False}
    return render(request, "people/episode.html", context | practice(found))


@staff_only(*ANY)
def move(request: HttpRequest, person: UUID) -> HttpResponse:
    by = staff_of(request)
    found = person_for(by, person, "move")
    organisation = found.organisation
    form = MoveForm(
        request.POST or None,
        workers=workers_of(organisation),
        teams=organisation.teams.all(),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            move_person(by=by, person=found, **form.cleaned_data)
            return after(request, by, found, _("Moved."))
    held = found.allocations.filter(ended_at=None).select_related("worker", "team").first()
    context = {"form": form, "person": found, "held": held}
    return render(request, "people/move.html", context | practice(found))


def practice(person: Person) -> dict[str, bool]:
    return {"is_practice": person.is_practice}


def after(request: HttpRequest, by: Actor, person: Person, said: str) -> HttpResponse:
    """Back to the person's page, or on where it can no longer be opened."""
    messages.success(request, said)
    if people_for(by, "read").filter(pk=person.pk).exists():
        return redirect("home:person", person=person.pk)
    has_people = user_of(request).has(Role.WORKER, Role.MANAGER)
    return redirect("home:people" if has_people else "people:organisation")
