"""The short checks in a room: which there are, the areas of one, and its earlier rounds."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tandem.assessments.areas_page import areas_page
from tandem.assessments.checks import ANEW, is_short, round_of, sheet_of
from tandem.assessments.checks_page import check_lines, rounds_of
from tandem.assessments.queries import instrument_of
from tandem.assessments.speaker import speaker
from tandem.sittings.room import room_for
from tandem.voices.queries import said_in


@require_GET
def checks(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """What else may be asked now, and when it was last answered."""
    room = room_for(request, sitting)
    lines = check_lines(room.person, room.sitting.mode, speaker(room))
    return render(request, "assessments/checks.html", room.context(lines=lines))


@require_GET
def areas(request: HttpRequest, sitting: UUID, check: str) -> HttpResponse:
    """The areas of a short check; where it has one only, its questions."""
    room = room_for(request, sitting, check=check)
    thread = sheet_of(room)
    instrument = instrument_of(thread)
    if is_short(room, instrument):
        return redirect(room.url("area", area=instrument.areas[0].key))
    only = round_of(room)
    said = [one for one in said_in(thread.pk) if only is None or one.sitting == only]
    context = room.context(
        page=areas_page(room, thread, said),
        thread=thread,
        has_pairs=bool(instrument.pairs),
        is_anew=check in ANEW,
    )
    return render(request, "assessments/check.html", context)


@require_GET
def rounds(request: HttpRequest, sitting: UUID, check: str) -> HttpResponse:
    """What was said each time, both voices side by side."""
    room = room_for(request, sitting, check=check)
    thread = sheet_of(room)
    instrument, say = instrument_of(thread), speaker(room)
    said = said_in(thread.pk)
    context = room.context(
        title=say.say(instrument.called),
        rounds=rounds_of(instrument, said, say, mode=room.sitting.mode, eyes=room.eyes),
        up="checks" if is_short(room, instrument) else "areas",
    )
    return render(request, "assessments/rounds.html", context)
