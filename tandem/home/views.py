from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from tandem.assessments.checks import ENGAGEMENT, is_time_again
from tandem.assessments.checks_page import last_said
from tandem.assessments.meetings import wishes_of
from tandem.assessments.speaker import Speaker
from tandem.audit.actions import nothing_shown
from tandem.home import owed as owing
from tandem.home import queries
from tandem.home.forms import SearchForm
from tandem.own_page.at_desk import own_page_at_desk
from tandem.own_page.soon import waiting_for
from tandem.people.access import actor_of, person_for, shown, staff_only
from tandem.people.actor import Staff
from tandem.people.models import Allocation, Episode, Mode, Person, Role
from tandem.plans.coaching import how_many_wait
from tandem.plans.meetings import meeting_at_desk, said_on


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
    soon = list(waiting_for(by))
    shown(by, [*page.shown, *(one.person_id for one in soon)], what="my people")
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
        "owed": owing.how_many(by, today),
        "counted": queries.COUNTED,
        "lines": how_many_wait(by, most=queries.COUNTED),
        "practice": queries.practice_person(by),
        "sees_team": sees_team,
        "waiting": queries.waiting(by),
        "soon": soon,
        "now": timezone.now(),
        "link": link,
    }
    return render(request, "home/people.html", context)


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def owed(request: HttpRequest) -> HttpResponse:
    """What waits for an answer from this reader, the oldest first."""
    by, today = actor_of(request), timezone.localdate()
    assert isinstance(by, Staff)
    rows = owing.rows_of(by, today)
    shown(by, [row.person.pk for row in rows], what="what I owe")
    if not rows:
        nothing_shown()
    return render(request, "home/owed.html", {"rows": rows, "today": today})


@staff_only(Role.WORKER, Role.MANAGER)
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """One person, at the desk: who they are, what is due, what was written."""
    by = actor_of(request)
    if not isinstance(by, Staff):
        raise Http404
    found = person_for(by, person, "read", what="page")
    today = timezone.localdate()
    held = queries.held_of(found)
    sittings = list(queries.sittings_of(found).annotate(said_on=said_on()))
    sat_on = max((one.said_on for one in sittings if one.said_on), default=None)
    last = last_said(found).get(ENGAGEMENT)
    episodes = list(found.episodes.order_by("-starts_on", "-created_at"))
    context: dict[str, Any] = {
        "person": found,
        "line": queries.one(found, today),
        "held": held,
        "episodes": episodes,
        "meeting": meeting_at_desk(found, _says(found, held, by).names, today, sat_on),
        "steps": queries.steps_of(found),
        "owed": held.owed if held else 0,
        "sittings": sittings,
        "often": queries.often(one.held_on for one in sittings),
        "open_sitting": next(
            (one for one in sittings if one.ended_at is None and one.worker_id == by.user.pk), None
        ),
        "me": by.user.pk,
        "wishes": wishes_of(found, _says(found, held, by)),
        "today": today,
        "is_practice": found.is_practice,
        "may_sit": held is not None and held.worker_id == by.user.pk,
        "is_statutory": _mode(found, episodes) == Mode.STATUTORY,
        "own_page": own_page_at_desk(
            found, max((one.started_at for one in sittings), default=None)
        ),
        "together_on": last if is_time_again(last, today) else None,
        "link": link,
    }
    return render(request, "home/person.html", context)


def _mode(person: Person, episodes: list[Episode]) -> str:
    """As `mode_of`, from what the page has read."""
    newest = max(episodes, key=lambda one: one.created_at, default=None)
    return newest.mode if newest else person.organisation.mode


def _says(person: Person, held: Allocation | None, by: Staff) -> Speaker:
    worker = held.worker if held and held.worker else by.user
    return Speaker((get_language() or "en")[:2], {"person": person.called, "worker": worker.called})


def link(name: str, **arguments: Any) -> str:
    """The address of a page of another part, or nothing where that part has none."""
    try:
        return reverse(name, kwargs=arguments)
    except NoReverseMatch:
        return ""
