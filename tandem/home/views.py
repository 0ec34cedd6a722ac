from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tandem.audit.actions import nothing_shown
from tandem.home import queries
from tandem.home.forms import SearchForm
from tandem.people.access import actor_of, person_for, shown, staff_only
from tandem.people.actor import Staff
from tandem.people.models import Role


@staff_only()
def people(request: HttpRequest) -> HttpResponse:
    """My people. A search is posted and its page rendered at once: no name is put in an address."""
    by = actor_of(request)
    assert isinstance(by, Staff)
    if not by.user.has(Role.WORKER, Role.MANAGER):
        return redirect("people:organisation")
    form = SearchForm(request.POST if request.method == "POST" else request.GET)
    form.is_valid()
    given = form.cleaned_data
    is_search = request.method == "POST"
    words = given.get("words", "") if is_search else ""
    today = timezone.localdate()
    page = queries.people(by, today, words=words, after=given.get("after"))
    shown(by, page.shown, what="my people")
    if not page.shown:
        nothing_shown()
    sees_team = by.user.has(Role.MANAGER)
    context: dict[str, Any] = {
        "words": words,
        "wrong": form.errors.get("words", []) if is_search else [],
        "after": given.get("after"),
        "page": page,
        "today": today,
        "waits": queries.waits_today(by, today),
        "counted": queries.COUNTED,
        "practice": queries.practice_person(by),
        "sees_team": sees_team,
        "waiting": queries.waiting(by),
        "link": link,
    }
    return render(request, "home/people.html", context)


@staff_only(Role.WORKER, Role.MANAGER)
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """One person, at the desk: who they are, what is due, what was written."""
    by = actor_of(request)
    if not isinstance(by, Staff):
        raise Http404
    found = person_for(by, person, "read", what="page")
    today = timezone.localdate()
    held = found.allocations.filter(ended_at=None).select_related("worker", "team").first()
    sittings = list(queries.sittings_of(found))
    context: dict[str, Any] = {
        "person": found,
        "line": queries.one(found, today),
        "held": held,
        "episodes": found.episodes.order_by("-starts_on", "-created_at"),
        "steps": queries.steps_of(found),
        "sittings": sittings,
        "often": queries.often(one.held_on for one in sittings),
        "open_sitting": next(
            (one for one in sittings if one.ended_at is None and one.worker_id == by.user.pk), None
        ),
        "me": by.user.pk,
        "today": today,
        "is_practice": found.is_practice,
        "may_sit": held is not None and held.worker_id == by.user.pk,
        "link": link,
    }
    return render(request, "home/person.html", context)


def link(name: str, **arguments: Any) -> str:
    """The address of a page of another part, or nothing where that part has none."""
    try:
        return reverse(name, kwargs=arguments)
    except NoReverseMatch:
        return ""
