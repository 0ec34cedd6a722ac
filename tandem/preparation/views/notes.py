"""The person's own pages, alone with their phone. No title says what they are for, and whoever has
no right to them is told the same, whatever the reason."""

from calendar import Calendar
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.assessments.forms.answers import Sent, read
from tandem.assessments.queries import notice_of
from tandem.audit.actions import nothing_shown
from tandem.instruments.schema import Area
from tandem.people.access import person_for
from tandem.people.actor import Preparer
from tandem.people.models import Person
from tandem.preparation import actions
from tandem.preparation.access import COOKIE, preparations, stage_of
from tandem.preparation.door import LetIn, asked_for_the_pin, nothing_here, opening
from tandem.preparation.models import Preparation
from tandem.preparation.page import Notes, notes_of
from tandem.preparation.rules import IDLE, read_token
from tandem.privacy.screen import closed
from tandem.sittings.gate import digest

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Own:
    """A device that may write, and whose it is."""

    preparation: Preparation
    person: Person
    by: Preparer

    def notes(self) -> Notes:
        return notes_of(self.preparation, self.person, (get_language() or "en")[:2])


View = Callable[Concatenate[HttpRequest, Own, P], HttpResponse]


def persons_own(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Door of a view: the device that opened the link, its PIN not too long ago."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        found = bound(request)
        stage = stage_of(found) if found else "shut"
        if found is None or stage in ("shut", "unused"):
            return nothing_here(request)
        if stage == "idle":
            back = asked_for_the_pin(
                request, lambda pin: actions.come_back(preparation=found, pin=pin)
            )
            if back:
                return back
        by = Preparer(found.pk, found.person_id)
        person = person_for(by, found.person_id, "read", what="notes", without=closed(Person))
        actions.note_use(found)
        return view(request, Own(found, person, by), *args, **kwargs)

    return opened


def bound(request: HttpRequest) -> Preparation | None:
    secret = request.COOKIES.get(COOKIE, "")
    return preparations().filter(secret_hash=digest(secret)).first() if secret else None


@require_http_methods(["GET", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    nothing_shown()
    found = bound(request)
    if found and found.token_hash == digest(read_token(token)):
        return redirect("preparation:notes")
    return opening(request, COOKIE, "preparation:notes", lambda pin: _let_in(token, pin))


def _let_in(token: str, pin: str) -> LetIn | None:
    opened = actions.open_link(token=token, pin=pin)
    if opened is None:
        return None
    days = (opened.row.ends_on - timezone.localdate()).days + 1
    return LetIn(opened.secret, opened.row.person_id, days * 86_400)


@require_http_methods(["GET", "POST"])
@persons_own
def notes(request: HttpRequest, own: Own) -> HttpResponse:
    found = own.notes()
    context = _context(own, found, notice=notice_of(found.instrument))
    return render(request, "preparation/notes.html", context)


@require_http_methods(["GET", "POST"])
@persons_own
def area(request: HttpRequest, own: Own, area: str) -> HttpResponse:
    found = own.notes()
    one = _area(found, area)
    if request.method == "GET":
        return _area_page(request, own, found, one, Sent())
    items = found.items(one)
    sent = read(request.POST, items, {each.pk: each.value for each in found.drafts.values()})
    if sent.given:
        actions.keep(by=own.by, given=sent.given, language=found.say.language)
    if sent.errors:
        return _area_page(request, own, own.notes(), one, sent)
    if "words" in request.POST:
        actions.choose_words(own.preparation, is_easy=request.POST["words"] == "easy")
        return redirect(request.path)
    about = request.POST.get("share") or request.POST.get("delete") or ""
    if asked := [each for each in found.asked(one) if each.item.key == about]:
        keys = [item.key for item in asked[0].items]
        if "share" in request.POST:
            actions.share(by=own.by, person=own.person, mode=found.mode, abouts=keys)
        else:
            actions.delete(by=own.by, abouts=keys)
        return redirect(f"{request.path}#item-{about}")
    return redirect("preparation:notes" if request.POST.get("onward") else request.path)


def _area_page(request: HttpRequest, own: Own, found: Notes, one: Area, sent: Sent) -> HttpResponse:
    asked = found.asked(one, sent.errors.keys())
    links = sent.links([item for each in asked for item in each.items], found.say.say)
    context = _context(
        own,
        found,
        area=one,
        asked=asked,
        sent=sent,
        errors=[(sentence, box) for sentence, _key, box in links],
    )
    return render(request, "preparation/area.html", context, status=400 if sent.errors else 200)


@require_http_methods(["GET", "POST"])
@persons_own
def share(request: HttpRequest, own: Own) -> HttpResponse:
    """Everything that was not shared, to tick or to share as a whole."""
    found = own.notes()
    if request.method == "POST":
        ticked = None if request.POST.get("all") else request.POST.getlist("about")
        if ticked is None or ticked:
            actions.share(by=own.by, person=own.person, mode=found.mode, abouts=ticked)
            return redirect("preparation:notes")
    context = _context(own, found, is_empty=request.method == "POST")
    return render(request, "preparation/share.html", context)


@require_http_methods(["GET", "POST"])
@persons_own
def delete(request: HttpRequest, own: Own) -> HttpResponse:
    """Everything that was not shared, at once and for good."""
    if request.method == "POST":
        actions.delete(by=own.by)
        return redirect("preparation:notes")
    return render(request, "preparation/delete.html", _context(own, own.notes()))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Quickly, to a page that says nothing. The way back shows nothing until the PIN is given."""
    nothing_shown()
    if found := bound(request):
        actions.leave(found)
    response = redirect("preparation:calendar")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """This month's days: a page that anyone may have open. It is the same for everyone."""
    today = timezone.localdate()
    weeks = Calendar().monthdatescalendar(today.year, today.month)
    names = [date_format(day, "D") for day in weeks[0]]
    context = {"weeks": weeks, "names": names, "today": today}
    return render(request, "preparation/calendar.html", context)


def _area(found: Notes, key: str) -> Area:
    for one in found.areas():
        if one.key == key:
            return one
    raise Http404


def _context(own: Own, found: Notes, **more: object) -> dict[str, object]:
    return {
        "notes": found,
        "person_name": own.person.called,
        "worker_name": own.preparation.worker.called,
        "ends_on": own.preparation.ends_on,
        "is_practice": own.person.is_practice,
        "idle": int(IDLE.total_seconds()),
        **more,
    }
