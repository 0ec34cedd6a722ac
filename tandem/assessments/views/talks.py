"""The differences, the guided talk about one of them, and "I see this differently"."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tandem.assessments.actions import talks as acts
from tandem.assessments.differences_page import (
    after_line,
    differences_by_area,
    newest_talk,
    note,
    picture,
    place_of,
    remark_line,
    state_sentences,
    voices,
)
from tandem.assessments.forms.answers import new_act
from tandem.assessments.forms.talks import (
    DayForm,
    MarksForm,
    StepForm,
    WordsForm,
    read_marks,
    read_step,
    step_form,
)
from tandem.assessments.page import Speaker, speaker
from tandem.assessments.queries import instrument_of, sheet_thread
from tandem.assessments.rules import differences as rule
from tandem.assessments.rules.differences import Gap, gaps, remarks
from tandem.assessments.rules.sheet import Sheet, sheet
from tandem.assessments.rules.talks import AGAIN, NOTE, STEPS, WHERE, Talk, talk_under_way, talks
from tandem.assessments.views.sheet import read_act
from tandem.instruments.loader import newest, released
from tandem.instruments.schema import Instrument, Item
from tandem.people.access import Purpose
from tandem.sittings.room import Room, room_for
from tandem.voices.fold import Said
from tandem.voices.models import Thread
from tandem.voices.queries import said_in


@dataclass(frozen=True, slots=True)
class Here:
    """What every page here stands on: the room, the sheet in it, and its words."""

    room: Room
    thread: Thread
    instrument: Instrument
    said: list[Said]
    stands: Sheet
    say: Speaker


def _here(request: HttpRequest, sitting: UUID, to: Purpose = "read") -> Here:
    room = room_for(request, sitting, to)
    thread = sheet_thread(room.person)
    instrument = instrument_of(thread)
    said = said_in(thread.pk)
    stands = sheet(instrument, room.sitting.mode, said)
    return Here(room, thread, instrument, said, stands, speaker(room))


@require_GET
def differences(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The neutral list of everything that the two see differently."""
    at = _here(request, sitting)
    areas = differences_by_area(
        at.instrument, at.stands, at.said, at.say, is_statutory=at.room.is_statutory
    )
    return render(request, "assessments/differences.html", at.room.context(areas=areas, **_now(at)))


@require_GET
def chart(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Both views per area as a picture, with a table beside it. No total."""
    at = _here(request, sitting)
    drawn = picture(at.instrument, at.stands, gaps(at.instrument, at.said), at.say)
    return render(request, "assessments/views_chart.html", at.room.context(chart=drawn))


@require_http_methods(["GET", "POST"])
def talk(request: HttpRequest, sitting: UUID, item: str) -> HttpResponse:
    """The door of a talk: begin, go on where it was left, or read the note of the last one."""
    at = _here(request, sitting, "answer" if request.method == "POST" else "read")
    gap = _gap(at, item)
    if request.method == "POST":
        opened = acts.open_talk(
            room=at.room,
            thread=at.thread,
            setting=at.room.setting(request),
            act=read_act(request),
            about=gap.about,
        )
        return redirect(_onward(at, gap.about, opened))
    going = talk_under_way(at.said, gap)
    last = newest_talk(at.said, gap.about)
    is_difference = _difference(at, gap) is not None
    if not (last or is_difference):
        raise Http404
    context = _talk_context(at, gap, last)
    context |= {
        "going_url": _step_url(at.room, going, going.next_step) if going else "",
        "prompt": newest("talk").prompt("open"),
        "act": new_act(),
        "is_difference": is_difference,
        "fair_url": at.room.url("fair", talk=last.id) if last else "",
        "state": _state(at, gap),
    }
    return render(request, "assessments/talk.html", context)


@require_http_methods(["GET", "POST"])
def talk_step(
    request: HttpRequest, sitting: UUID, item: str, talk: UUID, step: str
) -> HttpResponse:
    at = _here(request, sitting, "answer" if request.method == "POST" else "read")
    gap = _gap(at, item)
    found = next((one for one in talks(at.said, gap.about) if one.id == talk), None)
    if found is None or step not in STEPS or gap.about != item:
        raise Http404
    if step == AGAIN:
        return _again(request, at, gap, found)
    words = released("talk", found.opened.value["version"])
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
            acts.say_step(
                room=at.room,
                thread=at.thread,
                setting=at.room.setting(request),
                act=read_act(request),
                talk=found.id,
                about=gap.about,
                step=step,
                answers=_answers(form),
            )
            return redirect(_onward(at, gap.about, found.id, step))
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
    form = MarksForm(parties)
    status = 200
    if not found.voices(AGAIN):
        raise Http404
    if request.method == "POST":
        if not parties:
            raise Http404
        if "skip" in request.POST:
            return _skipped(request, at, found, AGAIN, parties)
        read_marks(form, request.POST, items)
        if not form.errors:
            acts.think_again(
                room=at.room,
                thread=at.thread,
                setting=at.room.setting(request),
                act=read_act(request),
                talk=found.id,
                about=gap.about,
                marks=form.marks,
            )
            return redirect(_onward(at, gap.about, found.id, AGAIN))
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
    acts.skip_step(
        room=at.room,
        thread=at.thread,
        setting=at.room.setting(request),
        act=read_act(request),
        talk=found.id,
        about=found.about,
        step=step,
        parties=parties,
    )
    return redirect(_onward(at, found.about, found.id, step))


@require_http_methods(["GET", "POST"])
def differ(request: HttpRequest, sitting: UUID, item: str) -> HttpResponse:
    """ "I see this differently": own words next to anything, and the answer to them."""
    at = _here(request, sitting, "answer" if request.method == "POST" else "read")
    asked = _item(at, item)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.see_differently(
            room=at.room,
            thread=at.thread,
            setting=at.room.setting(request),
            act=form.cleaned_data["act"],
            about=item,
            party=form.cleaned_data["party"],
            words=form.cleaned_data["words"],
            to=form.cleaned_data["to"],
        )
        return redirect(at.room.url("differ", item=item))
    found = [one for one in remarks(at.instrument, at.said) if one.about == item]
    entry = at.stands.said(item, asked.party)
    context = at.room.context(
        say=at.say,
        item=asked,
        about=item,
        area=at.instrument.area_of(item),
        answer=at.say.answer(asked, entry.value) if entry and entry.kind == "answer" else "",
        remarks=[
            remark_line(at.instrument, one, at.say) for one in found if not one.entry.is_erased
        ],
        prompt=newest("talk").prompt("differ"),
        form=form,
        new_act=new_act,
        summary=[
            {"text": sentence, "href": f"#words-{form.data.get('party', '')}"}
            for sentence in [text for texts in form.errors.values() for text in texts][:1]
        ],
        **_now(at),
    )
    return render(request, "assessments/differ.html", context, status=400 if form.errors else 200)


def _gap(at: Here, about: str) -> Gap:
    gap = gaps(at.instrument, at.said).get(about)
    if gap is None or gap.size is None or not at.stands.is_open(gap.pair.person):
        raise Http404
    return gap


def _difference(at: Here, gap: Gap) -> rule.Difference | None:
    found = rule.differences(at.instrument, at.said)
    return next((one for one in found if one.about == gap.about), None)


def _state(at: Here, gap: Gap) -> list[str]:
    one = _difference(at, gap)
    return state_sentences(one, at.say, is_statutory=at.room.is_statutory) if one else []


def _now(at: Here) -> dict[str, object]:
    """Which thread a page shows, and up to which number; for what is new since then."""
    return {"thread_pk": at.thread.pk, "seen": at.thread.head}


def _item(at: Here, about: str) -> Item:
    try:
        item = at.instrument.item(about)
        area = at.instrument.area_of(about)
    except LookupError:
        raise Http404 from None
    if not (at.stands.is_open(item) and at.stands.is_area_open(area)):
        raise Http404
    return item


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
    return at.room.context(
        say=at.say,
        words=newest("talk"),
        about=gap.about,
        place=place_of(at.instrument, gap, at.say),
        question=at.say.say(gap.pair.person.prompt),
        voices=voices(gap, at.say),
        gap=at.say.sentence(at.instrument, gap.sentence),
        talk=found,
        note=note(found, gap, at.say) if found else [],
        after=after_line(found, at.say) if found else "",
        area=gap.pair.area,
        **_now(at),
    )


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


def _onward(at: Here, about: str, talk: UUID, after: str = "") -> str:
    """The next step, from the log as it now stands, or the talk's own page at its end."""
    found = next(one for one in talks(said_in(at.thread.pk), about) if one.id == talk)
    step = found.step_after(after) if after else found.next_step
    return _step_url(at.room, found, step) if step else at.room.url("talk", item=about)
