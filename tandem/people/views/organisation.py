from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.audit.actions import nothing_shown
from tandem.people import access
from tandem.people.access import staff_only
from tandem.people.actions import signin, teams
from tandem.people.actions.allocations import move_person
from tandem.people.forms.persons import workers_for
from tandem.people.forms.refusals import refusals_into
from tandem.people.forms.teams import (
    AddTeamForm,
    AnsweringForm,
    GiveForm,
    InviteForm,
    RolesForm,
    TeamForm,
)
from tandem.people.models import Role, Team, User
from tandem.people.queries import without_worker
from tandem.people.views.persons import staff_of

A_PAGE = 25


@staff_only(Role.ADMINISTRATOR)
def organisation(request: HttpRequest) -> HttpResponse:
    by = staff_of(request)
    ours = by.user.organisation
    here = Count(
        "allocations",
        filter=Q(allocations__ended_at=None, allocations__person__is_practice=False),
    )
    staff = ours.users.select_related("team").annotate(people=here)
    nothing_shown()  # counts only
    context = {
        "organisation": ours,
        "teams": ours.teams.annotate(
            staff=Count("users", filter=Q(users__is_active=True))
        ).order_by("name"),
        "staff": staff.order_by("-is_active", "name"),
        "waiting": without_worker(by).count(),
        "roles": dict(Role.choices),
    }
    return render(request, "people/organisation.html", context)


@staff_only(Role.ADMINISTRATOR)
def add_team(request: HttpRequest) -> HttpResponse:
    by = staff_of(request)
    form = AddTeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            teams.add_team(by=by, organisation=by.user.organisation, **form.cleaned_data)
            return saved(request)
    return render(request, "people/team.html", {"form": form, "team": None})


@staff_only(Role.ADMINISTRATOR)
def rename_team(request: HttpRequest, team: int) -> HttpResponse:
    by = staff_of(request)
    found = Team.objects.filter(pk=team, organisation=by.user.organisation).first()
    if found is None:
        raise Http404
    form = TeamForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            teams.rename_team(by=by, team=found, **form.cleaned_data)
            return saved(request)
    return render(request, "people/team.html", {"form": form, "team": found})


@staff_only(Role.ADMINISTRATOR)
def answering(request: HttpRequest) -> HttpResponse:
    """What the organisation says about "I see this differently"."""
    by = staff_of(request)
    ours = by.user.organisation
    initial = {name: getattr(ours, name) for name in AnsweringForm.base_fields}
    form = AnsweringForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            teams.set_answering(by=by, organisation=ours, **form.cleaned_data)
            return saved(request)
    return render(request, "people/answering.html", {"form": form})


@staff_only(Role.ADMINISTRATOR)
def invite(request: HttpRequest) -> HttpResponse:
    by = staff_of(request)
    form = InviteForm(
        request.POST or None, teams=by.user.organisation.teams.all(), initial={"roles": ["worker"]}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            path = signin.invite(by=by, **form.cleaned_data)
            return link_page(request, path, name=form.cleaned_data["name"], is_new=True)
    return render(request, "people/invite.html", {"form": form})


@staff_only(Role.ADMINISTRATOR)
def staff(request: HttpRequest, user: UUID) -> HttpResponse:
    by, found = staff_of(request), member(request, user)
    known = {"roles": found.roles, "team": found.team_id}
    form = RolesForm(request.POST or None, teams=found.organisation.teams.all(), initial=known)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            signin.set_roles(by=by, user=found, **form.cleaned_data)
            return saved(request)
    people = found.allocations.filter(ended_at=None, person__is_practice=False).count()
    nothing_shown()  # a count only
    return render(request, "people/staff.html", {"form": form, "member": found, "people": people})


@require_POST
@staff_only(Role.ADMINISTRATOR)
def stop(request: HttpRequest, user: UUID) -> HttpResponse:
    signin.stop_sign_in(by=staff_of(request), user=member(request, user))
    return saved(request)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def reset(request: HttpRequest, user: UUID) -> HttpResponse:
    found = member(request, user)
    path = signin.reset_sign_in(by=staff_of(request), user=found)
    return link_page(request, path, name=found.name, is_new=False)


@staff_only(Role.ADMINISTRATOR, Role.MANAGER)
def allocations(request: HttpRequest) -> HttpResponse:
    """People whom no worker supports: nobody was named, or the worker has left."""
    by = staff_of(request)
    waiting = without_worker(by).order_by("sort", "id")
    page = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    form = GiveForm(request.POST or None, people=shown, workers=workers_for(by))
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            given = form.given()
            for person, worker in given:
                move_person(by=by, person=person, worker=worker)
            messages.success(request, _("Saved.") if given else _("Nothing was chosen."))
            return redirect("people:allocations")
    access.shown(by, [person.pk for person in shown], what="without a worker")
    if not shown:
        nothing_shown()
    context = {"form": form, "people": zip(shown, form, strict=True), "page": page}
    return render(request, "people/allocations.html", context)


def member(request: HttpRequest, user: UUID) -> User:
    found = User.objects.filter(pk=user, organisation=access.user_of(request).organisation_id)
    one = found.select_related("team", "organisation").first()
    if one is None:
        raise Http404
    return one


def link_page(request: HttpRequest, path: str, *, name: str, is_new: bool) -> HttpResponse:
    """Shown once: the link is kept only as a digest."""
    context = {"link": request.build_absolute_uri(path), "name": name, "is_new": is_new}
    return render(request, "people/link.html", context)


def saved(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("people:organisation")
