"""The person's own story: what of it stands, and the way to take it out for good."""

from typing import Literal
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tandem.assessments.actions.own import is_theirs_to_say, take_out
from tandem.assessments.checks import OWN_STORY, OWN_WORDS, sheet_of
from tandem.assessments.forms.answers import new_act
from tandem.assessments.queries import instrument_of
from tandem.assessments.speaker import speaker
from tandem.lib.refused import Refused
from tandem.sittings.room import room_for
from tandem.voices.fold import standing
from tandem.voices.models import Kind
from tandem.voices.queries import said_in

ANSWERS = frozenset({"answer"})


class TakeOutForm(forms.Form):
    act = forms.UUIDField()
    about = forms.ChoiceField(choices=[(key, key) for key in OWN_WORDS])
    sure = forms.BooleanField(
        error_messages={"required": gettext_lazy("Tick the box first. It cannot be undone.")}
    )


@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, sitting: UUID) -> HttpResponse:
    to: Literal["answer", "read"] = "answer" if request.method == "POST" else "read"
    room = room_for(request, sitting, to, check=OWN_STORY)
    if room.door == "desk":
        raise Http404
    thread = sheet_of(room)
    form = TakeOutForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_out(
                room=room,
                thread=thread,
                setting=room.setting(request),
                act=form.cleaned_data["act"],
                about=form.cleaned_data["about"],
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect(room.url("own") + "?gone")
    say, instrument = speaker(room), instrument_of(thread)
    said = said_in(thread.pk, prefixes=["story."], kinds=[Kind.ANSWER])
    stands = standing(said, ANSWERS)
    lines = []
    for key in OWN_WORDS:
        item = instrument.item(key)
        entry = stands.get((key, "person"))
        words = entry.value if entry else ""
        # Words that were changed since are still there to be read.
        before = sum(1 for one in said if one.about == key and one.value and one is not entry)
        if words or before:
            lines.append((key, say.say(item.prompt), words or "", before))
    context = room.context(
        lines=lines,
        area=instrument.area_of(OWN_WORDS[0]),
        say=say,
        may=is_theirs_to_say(room),
        wrong=_wrong(form, [key for key, *_ in lines] if is_theirs_to_say(room) else []),
        is_gone="gone" in request.GET,
        is_handed=room.door == "together" and bool(room.sitting.handed),
        new_act=new_act,
    )
    status = 400 if form.errors else 200
    return render(request, "assessments/own.html", context, status=status)


def _wrong(form: TakeOutForm, boxes: list[str]) -> list[tuple[str, str]]:
    """What is wrong, with the box to be ticked where there is one."""
    about = form.cleaned_data.get("about") if form.is_bound else None
    sentences = [str(text) for texts in form.errors.values() for text in texts][:1]
    if "sure" in form.errors and about in boxes:
        return [(text, f"sure-{about}") for text in sentences]
    return [(text, "") for text in sentences]
