"""The levels that others worked out, in the words that both read, and what the two say to them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from tandem.assessments.actions.remarks import see_differently
from tandem.assessments.differences_page import Here, here_in
from tandem.assessments.forms.remarks import written
from tandem.assessments.levels_page import LevelSeen, about, levels_said_to, levels_seen
from tandem.assessments.names import names_at_desk
from tandem.assessments.queries import existing_sheet
from tandem.assessments.speaker import Speaker
from tandem.instruments.loader import newest
from tandem.levels.queries import earlier_of, gone_of, levels_of
from tandem.people.access import actor_of, people_for, person_for, staff_only, user_of
from tandem.people.models import Mode, Role
from tandem.people.queries import mode_of
from tandem.sittings.room import room_for
from tandem.voices.models import Kind
from tandem.voices.queries import said_in


@require_GET
def levels(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Statutory work only: nobody who chose to come has one."""
    at = here_in(room_for(request, sitting))
    context = at.room.context(levels=_seen(at), gone=_gone(at), **at.now)
    return render(request, "assessments/levels.html", context)


@require_http_methods(["GET", "POST"])
def differ_level(request: HttpRequest, sitting: UUID, level: UUID) -> HttpResponse:
    """ "I see this differently", next to a level. It does not change the level."""
    at = here_in(room_for(request, sitting, "answer" if request.method == "POST" else "read"))
    seen = next((one for one in (*_seen(at), *_gone(at)) if one.line.level.pk == level), None)
    if seen is None:
        raise Http404
    wrote = written(
        request,
        lambda told: see_differently(
            room=at.room,
            thread=at.thread,
            setting=at.room.setting(request),
            about=about(seen.line.level),
            **told,
        ),
    )
    if wrote.is_kept:
        return redirect(request.path)
    context = at.room.context(
        seen_level=seen,
        prompt=newest("talk").prompt("differ"),
        say=at.say,
        **wrote.context,
        **at.now,
    )
    return render(request, "assessments/differ_level.html", context, status=wrote.status)


def _seen(at: Here) -> list[LevelSeen]:
    if not at.room.is_statutory:
        raise Http404
    return levels_seen(levels_of(at.room.person), at.said, at.say, timezone.localdate())


def _gone(at: Here) -> list[LevelSeen]:
    """What stands no more, where somebody said something to it: its answer is still to be read."""
    said_to = levels_said_to(at.said)
    return levels_seen(gone_of(at.room.person, said_to), at.said, at.say, timezone.localdate())


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def levels_at_desk(request: HttpRequest, person: UUID) -> HttpResponse:
    """What stands, what stood before, and what was said to it; in statutory work only."""
    by = actor_of(request)
    found = person_for(by, person, "read", what="levels")
    if mode_of(found) != Mode.STATUTORY:
        raise Http404
    thread = existing_sheet(found)
    said = said_in(thread.pk, kinds=[Kind.DIFFER]) if thread else []
    names = names_at_desk(found, user_of(request)) | {"organisation": found.organisation.name}
    say = Speaker((get_language() or "en")[:2], names)
    today = timezone.localdate()
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "standing": levels_seen(levels_of(found), said, say, today),
        "earlier": levels_seen(earlier_of(found), said, say, today),
        "may_correct": people_for(by, "correct").filter(pk=found.pk).exists(),
    }
    return render(request, "assessments/levels_at_desk.html", context)
