"""The guided talk about one difference, a page for each step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tandem.assessments.actions import talks as acts
from tandem.assessments.differences_page import (
    Here,
    here_in,
    newest_talk,
    place_of,
    state_sentences,
    voices,
)
from tandem.assessments.forms.answers import new_act
from tandem.assessments.forms.talks import (
    DayForm,
    MarksForm,
    StepForm,
    step_form,
)
from tandem.assessments.levels_page import levels_beside
from tandem.assessments.rules import differences as rule
from tandem.assessments.rules.differences import Gap, gaps
from tandem.assessments.rules.remarks import line_of
from tandem.assessments.rules.talks import (
    AGAIN,
    NOTE,
    OWN_HANDS,
    STEPS,
    WHERE,
    Talk,
    speakers,
    talk_under_way,
    talks,
)
from tandem.assessments.speaker import Speaker
from tandem.assessments.talk_page import after_line, note
from tandem.assessments.views.sheet import read_act
from tandem.instruments.loader import newest, released
from tandem.lib.refused import Refused
from tandem.sittings.models import Guest
from tandem.sittings.room import Room, handed_as, room_for
from tandem.voices.queries import said_in


def _differ_url(at: Here, talk: Talk) -> Callable[[str], str]:
    """Where one line of its note can be seen differently."""
    return lambda step: at.room.url("differ", item=line_of(talk.about, talk.id, step))


@require_http_methods(["GET", "POST"])
def talk(request: HttpRequest, sitting: UUID, item: str, check: str = "") -> HttpResponse:
    """The door of a talk: begin, go on where it was left, or read the note of the last one."""
    to: Literal["answer", "read"] = "answer" if request.method == "POST" else "read"
    at = here_in(room_for(request, sitting, to, check=check))
    gap = _gap(at, item)
    if request.method == "POST":
        opened = acts.open_talk(
            room=at.room,
            thread=at.thread,
            setting=at.room.setting(request),
            act=read_act(request),
            about=gap.about,
        )
        (begun,) = [one for one in talks(said_in(at.thread.pk), gap.about) if one.id == opened]
        return redirect(_step_url(at.room, begun, begun.next_step))
    going = talk_under_way(at.said, gap)
    last = newest_talk(at.said, gap.about)
    if not (last or gap.is_difference):
        raise Http404
    context = _talk_context(at, gap, last)
    context |= {
        "going_url": _step_url(at.room, going, going.next_step) if going else "",
        "prompt": newest("talk").prompt("open"),
        "act": new_act(),
        "is_difference": gap.is_difference,
        "fair_url": at.room.url("fair", talk=last.id) if last else "",
        "hand_fair": handed_as(at.room, f"fair/{last.id}") if last else "",
        "state": _state(at, gap),
        "differ_url": _differ_url(at, last) if last and not going else None,
        "levels": levels_beside(at, gap.pair.rule),
    }
    return render(request, "assessments/talk.html", context)


@require_http_methods(["GET", "POST"])
def talk_step(
    request: HttpRequest, sitting: UUID, item: str, talk: UUID, step: str, check: str = ""
) -> HttpResponse:
    to: Literal["answer", "read"] = "answer" if request.method == "POST" else "read"
    at = here_in(room_for(request, sitting, to, check=check))
    gap = _gap(at, item)
    found = next((one for one in talks(at.said, gap.about) if one.id == talk), None)
    if found is None or step not in STEPS or gap.about != item or not found.voices(step):
        raise Http404
    if at.room.door == "together" and at.room.sitting.handed:
        if step not in OWN_HANDS or not is_handed(at.room, found):
            raise Http404
        if "done" in request.GET:
            return render(request, "assessments/talk_given.html", _talk_context(at, gap, found))
    form = _form(at, gap, found, step)
    status = 200
    if request.method == "POST":
        if "skip" in request.POST:
            parties = _skipping(at, found, step, request.POST["skip"])
            return _onward(at.room, _skip(request, at, found, step, parties), step)
        if not form.items:
            raise Http404
        form.read(request.POST)
        is_stop, is_refused = "stop" in request.POST, False
        if is_stop and form.is_empty:
            return redirect(_way_out(at.room))
        if not form.errors:
            try:
                now = _keep(request, at, found, step, form, is_stop=is_stop)
            except Refused as refused:
                form.refuse(refused.sentence)
                is_refused = True
            else:
                return redirect(_way_out(at.room)) if is_stop else _onward(at.room, now, step)
        status = 409 if is_refused else 400
    context = _talk_context(at, gap, found) | _step_context(at, gap, found, step, form)
    template = "talk_again" if step == AGAIN else "talk_step"
    return render(request, f"assessments/{template}.html", context, status=status)


def is_handed(room: Room, found: Talk) -> bool:
    """Whether the shared screen is in the person's hands, for this very talk."""
    is_this = room.sitting.handed.startswith(handed_as(room, f"talk/{found.about}/{found.id}/"))
    return room.door == "together" and is_this


def _form(at: Here, gap: Gap, found: Talk, step: str) -> StepForm | MarksForm:
    """What this screen may give at the step; whoever thinks again gives their mark anew."""
    asked = speakers(step, acts.screen_of(at.room))
    if step != AGAIN:
        return step_form(released("talk", found.version).prompt(step), found, asked)
    items = {"person": gap.pair.person, "worker": gap.pair.worker}
    return MarksForm({party: items[party] for party in found.voices(AGAIN) if party in asked})


def _keep(
    request: HttpRequest,
    at: Here,
    found: Talk,
    step: str,
    form: StepForm | MarksForm,
    *,
    is_stop: bool,
) -> Talk:
    done = _act(request, at, found)
    if isinstance(form, MarksForm):
        return acts.think_again(**done, marks=form.marks)
    answers = _fresh(form, found) if is_stop else _answers(form)
    return acts.say_step(**done, step=step, answers=answers) if answers else found


def _fresh(form: StepForm, found: Talk) -> dict[str, dict[str, object]]:
    """What was said by those who stop here, where it does not stand already. Nobody has skipped."""
    return {
        party: said
        for party, said in form.answers.items()
        if said and said != found.said(form.step, party)
    }


def _way_out(room: Room) -> str:
    """Where "Stop for now" leads: to the list, or to the PIN where the screen is handed over."""
    is_handed = room.door == "together" and room.sitting.handed
    return room.url("unlock" if is_handed else "differences")


def _skip(request: HttpRequest, at: Here, found: Talk, step: str, parties: tuple[str, ...]) -> Talk:
    return acts.skip_step(**_act(request, at, found), step=step, parties=parties)


def _act(request: HttpRequest, at: Here, found: Talk) -> dict[str, Any]:
    return {
        "room": at.room,
        "thread": at.thread,
        "setting": at.room.setting(request),
        "act": read_act(request),
        "talk": found.id,
        "about": found.about,
    }


def _skipping(at: Here, found: Talk, step: str, said: str) -> tuple[str, ...]:
    """Who goes on without an answer: those whom this screen asks, or ("person") the other one."""
    screen = acts.screen_of(at.room)
    asked = tuple(party for party in found.voices(step) if party in speakers(step, screen))
    if screen == "shared" and (said == "person" or not asked):
        return tuple(party for party in found.voices(step) if party not in asked)
    if not asked:
        raise Http404
    return asked


def _gap(at: Here, about: str) -> Gap:
    gap = gaps(at.instrument, at.said).get(about)
    if gap is None or gap.size is None or not at.is_shown(gap.pair.person):
        raise Http404
    return gap


def _difference(at: Here, gap: Gap) -> rule.Difference | None:
    found = rule.differences(at.instrument, at.said)
    return next((one for one in found if one.about == gap.about), None)


def _state(at: Here, gap: Gap) -> list[str]:
    one = _difference(at, gap)
    return state_sentences(at.say, one, is_statutory=at.room.is_statutory) if one else []


def _answers(form: StepForm) -> dict[str, dict[str, object]]:
    """Where each has a line of their own, an empty line was passed over. A tap that waits for one
    party alone goes on waiting."""
    return {party: said for party, said in form.answers.items() if said or form.step == "count"}


def _day_form(form: StepForm, say: Speaker) -> DayForm | None:
    for item in form.items:
        if item.kind == "date":
            name, value = form.name(item), form.value(item)
            return DayForm(name, say.say(item.prompt), value, form.error(item))
    return None


def _needs_call(at: Here, gap: Gap, step: str) -> bool:
    return step == WHERE and at.room.is_statutory and gap.is_about_risk


def _talk_context(at: Here, gap: Gap, found: Talk | None) -> dict[str, object]:
    room = at.room
    in_hands = room.door == "together" and bool(room.sitting.handed)
    context: dict[str, object] = room.context(
        frame="ui/handed.html" if in_hands else room.frame,
        in_hands=in_hands,
        say=at.say,
        words=newest("talk"),
        about=gap.about,
        place=place_of(at.instrument, gap, at.say),
        question=at.say.say(gap.pair.person.prompt),
        voices=voices(gap, at.say),
        gap=at.say.gap(at.instrument, gap),
        talk=found,
        note=note(found, gap, at.say) if found else [],
        after=after_line(found, at.say) if found else "",
        area=gap.pair.area,
        **at.now,
    )
    return context


def _step_context(
    at: Here, gap: Gap, found: Talk, step: str, form: StepForm | MarksForm
) -> dict[str, object]:
    counted = [key for key in STEPS if key != AGAIN]
    words = released("talk", found.version)
    is_own = acts.screen_of(at.room) == "shared" and step in OWN_HANDS
    hands_only = is_own and step == AGAIN and "worker" not in found.waits_for(AGAIN)
    persons = tuple(party for party in found.voices(step) if party != "worker")
    return {
        "step": step,
        "form": form,
        # Whether this screen asks anything here now.
        "is_asked": bool(form.items) and not (hands_only and not form.errors),
        "way_out": _way_out(at.room),
        "number": counted.index(WHERE if step == AGAIN else step) + 1,
        "count": len(counted),
        "act": new_act(),
        "is_note": step == NOTE,
        "has_note": (NOTE, "person") in found.entries,
        # Lines of the note lead back to their steps, but not out of the person's hands.
        "step_url": None if at.room.sitting.handed else lambda key: _step_url(at.room, found, key),
        "prompt": words.prompt(step) if step != AGAIN else None,
        "day_form": _day_form(form, at.say) if isinstance(form, StepForm) else None,
        "call": words.prompt("call") if _needs_call(at, gap, step) else None,
        # The person's part, which the shared screen hands over.
        "hand": handed_as(at.room, f"talk/{found.about}/{found.id}/{step}")
        if is_own and persons
        else "",
        "has_device": is_own and _has_device(at.room),
        "is_given": not any(party in found.waits_for(step) for party in persons),
        "onward_url": _onward_url(at.room, found, step),
    }


def _has_device(room: Room) -> bool:
    inside = Guest.objects.filter(sitting=room.sitting, confirmed_at__isnull=False, ended_at=None)
    return inside.exists()


def _step_url(room: Room, found: Talk, step: str | None) -> str:
    return room.url("talk_step", item=found.about, talk=found.id, step=step or NOTE)


def _onward(room: Room, now: Talk, step: str) -> HttpResponse:
    """To the step after this one, or to the talk's own page at its end."""
    return redirect(_while_handed(room, now, step) or _onward_url(room, now, step))


def _onward_url(room: Room, now: Talk, step: str) -> str:
    onward = now.step_after(step)
    return _step_url(room, now, onward) if onward else room.url("talk", item=now.about)


def _while_handed(room: Room, now: Talk, step: str) -> str:
    """What else is the person's alone comes before the screen is given back; "" where it is not in
    their hands."""
    if not is_handed(room, now):
        return ""
    onward = now.step_after(step)
    if onward == AGAIN and "person" in now.waits_for(AGAIN):
        return _step_url(room, now, AGAIN)
    if step == NOTE and onward is None:
        return room.url("fair", talk=now.id)
    return _step_url(room, now, step) + "?done"
