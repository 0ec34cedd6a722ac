"""The guided talk about one difference, a page for each step."""

from __future__ import annotations

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
    read_marks,
    read_step,
    step_form,
)
from tandem.assessments.page import Speaker
from tandem.assessments.rules import differences as rule
from tandem.assessments.rules.differences import Gap, gaps
from tandem.assessments.rules.talks import AGAIN, NOTE, STEPS, WHERE, Talk, talk_under_way, talks
from tandem.assessments.talk_page import after_line, note
from tandem.assessments.views.sheet import read_act
from tandem.instruments.loader import newest, released
from tandem.instruments.schema import Item
from tandem.sittings.room import Room, room_for
from tandem.voices.queries import said_in


@require_http_methods(["GET", "POST"])
def talk(request: HttpRequest, sitting: UUID, item: str) -> HttpResponse:
    """The door of a talk: begin, go on where it was left, or read the note of the last one."""
    at = here_in(room_for(request, sitting, "answer" if request.method == "POST" else "read"))
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
        "state": _state(at, gap),
    }
    return render(request, "assessments/talk.html", context)


@require_http_methods(["GET", "POST"])
def talk_step(
    request: HttpRequest, sitting: UUID, item: str, talk: UUID, step: str
) -> HttpResponse:
    at = here_in(room_for(request, sitting, "answer" if request.method == "POST" else "read"))
    gap = _gap(at, item)
    found = next((one for one in talks(at.said, gap.about) if one.id == talk), None)
    if found is None or step not in STEPS or gap.about != item:
        raise Http404
    if step == AGAIN:
        return _again(request, at, gap, found)
    words = released("talk", found.version)
    parties = (*at.room.parties, "both") if len(at.room.parties) > 1 else at.room.parties
    form = step_form(words.prompt(step), found, parties)
    status = 200
    if request.method == "POST":
        if not form.items:
            raise Http404
        if "skip" in request.POST:
            return _skipped(request, at, found, step, parties)
        read_step(form, request.POST)
        if not form.errors:
            now = acts.say_step(
                room=at.room,
                thread=at.thread,
                setting=at.room.setting(request),
                act=read_act(request),
                talk=found.id,
                about=gap.about,
                step=step,
                answers=_answers(form),
            )
            return _onward(at.room, now, step)
        status = 400
    context = _talk_context(at, gap, found)
    context |= {
        "prompt": words.prompt(step),
        "form": form,
        "day_form": _day_form(form, at.say),
        "call": words.prompt("call") if _needs_call(at, gap, step) else None,
        **_step_context(request, at, found, step),
    }
    return render(request, "assessments/talk_step.html", context, status=status)


def _again(request: HttpRequest, at: Here, gap: Gap, found: Talk) -> HttpResponse:
    """Whoever thinks again gives their mark anew."""
    parties = tuple(party for party in found.voices(AGAIN) if party in at.room.parties)
    items: dict[str, Item] = {"person": gap.pair.person, "worker": gap.pair.worker}
    form = MarksForm(parties, items)
    status = 200
    if not found.voices(AGAIN):
        raise Http404
    if request.method == "POST":
        if not parties:
            raise Http404
        if "skip" in request.POST:
            return _skipped(request, at, found, AGAIN, parties)
        read_marks(form, request.POST)
        if not form.errors:
            now = acts.think_again(
                room=at.room,
                thread=at.thread,
                setting=at.room.setting(request),
                act=read_act(request),
                talk=found.id,
                about=gap.about,
                marks=form.marks,
            )
            return _onward(at.room, now, AGAIN)
        status = 400
    context = _talk_context(at, gap, found)
    context |= {
        "form": form,
        "items": {party: items[party] for party in parties},
        **_step_context(request, at, found, AGAIN),
    }
    return render(request, "assessments/talk_again.html", context, status=status)


def _skipped(
    request: HttpRequest, at: Here, found: Talk, step: str, parties: tuple[str, ...]
) -> HttpResponse:
    now = acts.skip_step(
        room=at.room,
        thread=at.thread,
        setting=at.room.setting(request),
        act=read_act(request),
        talk=found.id,
        about=found.about,
        step=step,
        parties=parties,
    )
    return _onward(at.room, now, step)


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
    context: dict[str, object] = at.room.context(
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


def _step_context(request: HttpRequest, at: Here, found: Talk, step: str) -> dict[str, object]:
    counted = [key for key in STEPS if key != AGAIN]
    return {
        "step": step,
        "number": counted.index(WHERE if step == AGAIN else step) + 1,
        "count": len(counted),
        "act": new_act(),
        "is_note": step == NOTE,
        "has_note": (NOTE, "person") in found.entries,
        "step_url": lambda key: _step_url(at.room, found, key),
        "waits_for": found.waits_for(step),
    }


def _step_url(room: Room, found: Talk, step: str | None) -> str:
    return room.url("talk_step", item=found.about, talk=found.id, step=step or NOTE)


def _onward(room: Room, now: Talk, step: str) -> HttpResponse:
    """To the step after this one, or to the talk's own page at its end."""
    onward = now.step_after(step)
    return redirect(_step_url(room, now, onward) if onward else room.url("talk", item=now.about))
