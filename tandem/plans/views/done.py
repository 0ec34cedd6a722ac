"""The person switches off, or on, that the plan tells what was done lately."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tandem.plans.actions.done import tell_done as tell
from tandem.plans.said_forms import TellForm
from tandem.sittings.room import room_for


@require_POST
def tell_done(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting, to="answer")
    form = TellForm(request.POST)
    if not form.is_valid():
        raise Http404
    tell(person=room.person, setting=room.setting(request), **form.cleaned_data)
    return redirect(room.url("plan"))
