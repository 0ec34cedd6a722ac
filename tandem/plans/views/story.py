"""The story of one thing that was asked: who said what when, and what came of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from tandem.assessments.differences_page import here_in
from tandem.assessments.names import names_at_desk
from tandem.assessments.queries import existing_sheet, instrument_of
from tandem.assessments.rules.sheet import Sheet, sheet
from tandem.assessments.rules.shut import is_open, without_shut
from tandem.assessments.speaker import Speaker
from tandem.assessments.story_page import Story, story_page
from tandem.people.access import actor_of, person_for, staff_only, user_of
from tandem.people.models import Mode, Role, User
from tandem.people.queries import mode_of
from tandem.plans.story import goals_from
from tandem.sittings.room import room_for
from tandem.voices.fold import Said
from tandem.voices.models import Entry
from tandem.voices.queries import said_in


@require_GET
def story(request: HttpRequest, sitting: UUID, item: str, check: str = "") -> HttpResponse:
    at = here_in(room_for(request, sitting, check=check), is_history=True)
    found = _story(at.stands, at.said, at.say, item)
    # A goal comes from what was said on the sheet.
    came_of = goals_from(at.room.person, found.keys) if not check else []
    # What a worker writes for themselves is never led to from a room.
    none_led: set[UUID] = set()
    context = at.room.context(story=found, came_of=came_of, led=none_led, say=at.say, **at.now)
    return render(request, "plans/story_in_room.html", context)


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def story_at_desk(request: HttpRequest, person: UUID, item: str) -> HttpResponse:
    found = person_for(actor_of(request), person, "read", what="story of one thing")
    thread = existing_sheet(found)
    if thread is None:
        raise Http404
    mode = mode_of(found)
    instrument = instrument_of(thread)
    said = without_shut(instrument, mode, said_in(thread.pk), is_history=True)
    names = names_at_desk(found, user_of(request)) | {"organisation": found.organisation.name}
    say = Speaker((get_language() or "en")[:2], names)
    told = _story(sheet(instrument, mode, said), said, say, item)
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "story": told,
        "came_of": goals_from(found, told.keys),
        "led": led_by(user_of(request), [t for one in told.chapters for t in one.talks]),
    }
    return render(request, "plans/story_at_desk.html", context)


def led_by(user: User, talks: list[UUID]) -> set[UUID]:
    """Those of these talks that the reader led, and may think about for themselves."""
    return set(Entry.objects.filter(pk__in=talks, author=user).values_list("pk", flat=True))


def _story(stands: Sheet, said: list[Said], say: Speaker, item: str) -> Story:
    """404 where nothing is asked by this name, or it is shut."""
    try:
        is_there = is_open(stands, item)
        is_statutory = stands.mode == Mode.STATUTORY
        found = story_page(stands.instrument, said, say, item, is_statutory=is_statutory)
    except LookupError:
        raise Http404 from None
    if not (is_there and is_open(stands, found.about)):
        raise Http404
    return found
