"""The buttons of a part that repeats, which are pressed on the page of its area."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tandem.assessments.actions import answers
from tandem.assessments.forms.answers import new_act
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.sheet import sheet
from tandem.instruments.schema import Area
from tandem.sittings.room import Room
from tandem.voices.fold import Said
from tandem.voices.models import Thread


def say_repeat(
    request: HttpRequest, room: Room, thread: Thread, area: Area, said: list[Said]
) -> HttpResponse:
    """One more of a part that repeats, one that is no more, or that one again; or 404."""
    key = request.POST.get("add_repeat", "")
    is_there = bool(key)
    key = key or request.POST.get("strike_repeat", "")
    stands = sheet(instrument_of(thread), room.sitting.mode, said)
    part = next((one for one in area.parts if one.repeats and one.key == key), None)
    if part is None or not (is_there or stands.was_there(part.items[0])):
        raise Http404
    answers.say_repeat(
        room=room,
        thread=thread,
        sheet=stands,
        act=new_act(),
        area=area,
        part=part,
        is_there=is_there,
        setting=room.setting(request),
    )
    where = f"part-{key}" if is_there else f"repeats-{part.first}"
    return redirect(room.url("area", area=area.key) + f"#{where}")
