"""What makes meetings work for the person, and what came of each wish: in the room, at the desk."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from tandem.assessments.actions.wishes import say_done
from tandem.assessments.forms.answers import new_act
from tandem.assessments.forms.wishes import DoneForm
from tandem.assessments.meetings import wishes_on
from tandem.assessments.names import names_at_desk
from tandem.assessments.queries import existing_sheet, sheet_thread
from tandem.assessments.speaker import Speaker, speaker
from tandem.lib.refused import Refused
from tandem.people.access import actor_of, people_for, person_for, staff_only, user_of
from tandem.people.actor import Staff
from tandem.people.models import Role
from tandem.people.queries import mode_of
from tandem.sittings.desk import desk_setting
from tandem.sittings.room import room_for


@require_GET
def in_room(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting)
    wishes, _seen = wishes_on(
        sheet_thread(room.person), speaker(room), room.sitting.mode, room.eyes
    )
    return render(request, "assessments/wishes.html", room.context(wishes=wishes))


@staff_only(Role.WORKER, Role.MANAGER)
@require_http_methods(["GET", "POST"])
def at_desk(request: HttpRequest, person: UUID) -> HttpResponse:
    by = actor_of(request)
    is_post = request.method == "POST"
    if is_post and not user_of(request).has(Role.WORKER):
        raise Http404
    found = person_for(by, person, "answer" if is_post else "read", what="wishes")
    thread = existing_sheet(found)
    if thread is None or not isinstance(by, Staff):
        raise Http404
    form = DoneForm(request.POST or None)
    if is_post and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("act", "wish", "words")}
        try:
            say_done(by=by, person=found, thread=thread, setting=desk_setting(request), **told)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("assessments:wishes", person=found.pk)
    names = names_at_desk(found, user_of(request)) | {"organisation": found.organisation.name}
    say = Speaker((get_language() or "en")[:2], names)
    wishes, seen = wishes_on(thread, say, mode_of(found))
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "wishes": wishes,
        "seen": seen,
        "form": form,
        "errors": [text for texts in form.errors.values() for text in texts] if is_post else [],
        "new_act": new_act,
        "may_write": people_for(by, "answer").filter(pk=found.pk).exists(),
    }
    return render(
        request, "assessments/wishes_at_desk.html", context, status=400 if is_post else 200
    )
