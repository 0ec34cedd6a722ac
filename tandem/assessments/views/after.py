"""After today: three taps by the person alone, and what many of them said, added up."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tandem.assessments.actions.after import say_after_today
from tandem.assessments.checks import AFTER
from tandem.assessments.forms.answers import new_act, read
from tandem.assessments.models import AfterToday, FairnessTap
from tandem.assessments.rules.after import Reply, added_up
from tandem.assessments.speaker import Speaker, speaker
from tandem.assessments.views.sheet import read_act
from tandem.audit.actions import nothing_shown
from tandem.instruments import loader
from tandem.lib.shares import ENOUGH
from tandem.people.access import staff_only, user_of
from tandem.people.models import Role
from tandem.sittings.room import Room, room_for

# How far back is looked.
KEPT_FOR = timedelta(days=731)


@require_http_methods(["GET", "POST"])
def after(request: HttpRequest, sitting: UUID) -> HttpResponse:
    to_read = request.method != "POST"
    room = room_for(request, sitting, "read" if to_read else "answer")
    if not is_alone(room):
        raise Http404
    instrument = loader.newest(AFTER)
    area = instrument.areas[0]
    sent = read(request.POST, area.items, {})
    if not to_read and not sent.errors:
        say_after_today(
            room=room,
            setting=room.setting(request),
            act=read_act(request),
            answers={one.item.key: str(one.value) for one in sent.given},
            worker_may_see="let_see" in request.POST.getlist("share"),
        )
        return redirect(room.url("after") + "?done")
    say = speaker(room)
    context = room.context(
        say=say,
        area=area,
        items=area.items,
        is_easy=room.sitting.is_easy,
        sent=sent,
        errors=[(sentence, box) for sentence, _key, box in sent.links(area.items, say.say)],
        typed=request.POST,
        new_act=new_act,
        is_done="done" in request.GET,
        is_handed=room.door == "together",
    )
    return render(request, "assessments/after.html", context, status=400 if sent.errors else 200)


def is_alone(room: Room) -> bool:
    return room.door == "beside" or (room.door == "together" and room.sitting.handed == "after")


@staff_only(Role.WORKER)
@require_GET
def said_after(request: HttpRequest) -> HttpResponse:
    """What the people of a worker's own sittings said after them and after talks, added up; never
    who, and never one."""
    user = user_of(request)
    rows = AfterToday.objects.filter(
        sitting__worker=user,
        sitting__person__is_practice=False,
        at__gte=timezone.now() - KEPT_FOR,
    ).values_list("sitting__person_id", "at", "answers")
    replies = [Reply(person, timezone.localdate(at), answers) for person, at, answers in rows]
    taps = FairnessTap.objects.filter(
        sitting__worker=user,
        sitting__person__is_practice=False,
        at__gte=timezone.now() - KEPT_FOR,
    ).exclude(answer="skip")
    fair = loader.newest("talk").prompt("fair").items[0]
    talks = [
        Reply(person, timezone.localdate(at), {fair.key: answer})
        for person, at, answer in taps.values_list("sitting__person_id", "at", "answer")
    ]
    items = loader.newest(AFTER).areas[0].items
    say = Speaker((get_language() or "en")[:2], {"worker": user.called})
    today = timezone.localdate()
    nothing_shown()  # shares of many people only
    context = {
        "told": [
            (
                title,
                [(item.key, say.say(item.prompt)) for item in asked],
                added_up(said, [item.key for item in asked], today),
            )
            for title, asked, said in (
                (_("After sittings"), items, replies),
                (_("After talks about a difference"), (fair,), talks),
            )
        ],
        "enough": ENOUGH,
    }
    return render(request, "assessments/said_after.html", context)
