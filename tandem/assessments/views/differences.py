"""What the two see differently: as a list, as a picture, and in own words next to anything."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tandem.assessments.actions import talks as acts
from tandem.assessments.differences_page import (
    Here,
    differences_by_area,
    here_in,
    remark_line,
)
from tandem.assessments.forms.answers import new_act
from tandem.assessments.forms.talks import WordsForm
from tandem.assessments.names import name_of
from tandem.assessments.picture_page import picture
from tandem.assessments.rules.differences import remarks
from tandem.instruments.loader import newest
from tandem.instruments.schema import Item
from tandem.lib.refused import Refused
from tandem.sittings.room import room_for


@require_GET
def differences(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The neutral list of everything that the two see differently."""
    at = here_in(room_for(request, sitting))
    context = at.room.context(areas=differences_by_area(at), **at.now)
    return render(request, "assessments/differences.html", context)


@require_GET
def chart(request: HttpRequest, sitting: UUID, since: UUID | None = None) -> HttpResponse:
    """Both views per area as a picture, with a table beside it, and where each stood at an earlier
    sitting. No total."""
    at = here_in(room_for(request, sitting))
    try:
        found = picture(at.stands, at.said, at.say, now=at.room.sitting.pk, since=since)
    except LookupError:
        raise Http404 from None
    context = at.room.context(picture=found, say=at.say)
    return render(request, "assessments/views_chart.html", context)


@require_http_methods(["GET", "POST"])
def differ(request: HttpRequest, sitting: UUID, item: str) -> HttpResponse:
    """ "I see this differently": own words next to anything, and the answer to them."""
    at = here_in(room_for(request, sitting, "answer" if request.method == "POST" else "read"))
    asked = _item(at, item)
    form = WordsForm(request.POST or None)
    lost: list[str] = []
    status = 400 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
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
        except Refused as refused:
            # The box may be gone, answered meanwhile: the words are given back by themselves.
            form.add_error(None, refused.sentence)
            lost, status = [form.cleaned_data["words"]], 409
        else:
            return redirect(at.room.url("differ", item=item))
    found = [one for one in remarks(at.instrument, at.said) if one.about == item]
    entry = at.stands.said(item, asked.party)
    context = at.room.context(
        say=at.say,
        item=asked,
        about=item,
        area=at.instrument.area_of(item),
        answer=at.say.answer(asked, entry.value) if entry and entry.kind == "answer" else "",
        answer_by=name_of(entry, at.say.names) if entry else "",
        remarks=[
            remark_line(at.instrument, one, at.say) for one in found if not one.entry.is_erased
        ],
        prompt=newest("talk").prompt("differ"),
        form=form,
        new_act=new_act,
        summary=_summary(form),
        lost=lost,
        **at.now,
    )
    return render(request, "assessments/differ.html", context, status=status)


def _item(at: Here, key: str) -> Item:
    try:
        item = at.instrument.item(key)
        is_shown = at.is_shown(item)
    except LookupError:
        raise Http404 from None
    if not is_shown:
        raise Http404
    return item


def _summary(form: WordsForm) -> list[dict[str, str]]:
    """What is wrong, with a link to the box that it was written in."""
    sentences = [str(text) for texts in form.errors.values() for text in texts][:1]
    party, to = form.data.get("party"), form.data.get("to")
    if party not in ("person", "worker") or "words" not in form.errors:
        return [{"text": text} for text in sentences]
    box = f"#words-{party}-{to}" if to else f"#words-{party}"
    return [{"text": text, "href": box} for text in sentences]
