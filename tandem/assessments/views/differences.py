"""What the two see differently: as a list, as a picture, and in own words next to anything."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tandem.assessments.actions import remarks as acts
from tandem.assessments.differences_page import (
    Here,
    differences_by_area,
    here_in,
    question_of,
    remark_line,
)
from tandem.assessments.forms.remarks import written
from tandem.assessments.levels_page import levels_beside
from tandem.assessments.names import name_of
from tandem.assessments.picture_page import picture
from tandem.assessments.rules.differences import differences as differing
from tandem.assessments.rules.differences import gaps
from tandem.assessments.rules.remarks import OF_TALK, item_in, line_of, remarks
from tandem.assessments.rules.talks import talks
from tandem.assessments.talk_page import NoteLine, note
from tandem.instruments.loader import newest
from tandem.instruments.schema import Item
from tandem.sittings.room import room_for


@require_GET
def differences(request: HttpRequest, sitting: UUID, check: str = "") -> HttpResponse:
    """The neutral list of everything that the two see differently."""
    at = here_in(room_for(request, sitting, check=check))
    context = at.room.context(
        areas=differences_by_area(at),
        levels=levels_beside(at, *(one.rule for one in differing(at.instrument, at.said))),
        say=at.say,
        check=at.instrument.called,
        **at.now,
    )
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
def differ(request: HttpRequest, sitting: UUID, item: str, check: str = "") -> HttpResponse:
    """ "I see this differently": own words next to anything, and the answer to them."""
    to: Literal["answer", "read"] = "answer" if request.method == "POST" else "read"
    at = here_in(room_for(request, sitting, to, check=check))
    asked = _item(at, item_in(item))
    lines = _lines(at, item)
    wrote = written(
        request,
        lambda told: acts.see_differently(
            room=at.room,
            thread=at.thread,
            setting=at.room.setting(request),
            about=item,
            **told,
        ),
    )
    if wrote.is_kept:
        return redirect(at.room.url("differ", item=item))
    found = [one for one in remarks(at.instrument, at.said) if one.about == item]
    entry = None if lines else at.stands.said(item, asked.party)
    context = at.room.context(
        say=at.say,
        levels=levels_beside(at, asked.rule),
        item=asked,
        about=item,
        area=at.instrument.area_of(asked.key),
        lines=lines,
        answer=at.say.answer(asked, entry.value) if entry and entry.kind == "answer" else "",
        answer_by=name_of(entry, at.say.names) if entry else "",
        remarks=[
            remark_line(question_of(at.instrument, item, at.say), one, at.say)
            for one in found
            if not one.entry.is_erased
        ],
        prompt=newest("talk").prompt("differ"),
        **wrote.context,
        **at.now,
    )
    return render(request, "assessments/differ.html", context, status=wrote.status)


def _lines(at: Here, about: str) -> list[NoteLine]:
    """What was said at one step of a talk, where it is about that; or 404."""
    if OF_TALK not in about:
        return []
    item = item_in(about)
    if gap := gaps(at.instrument, at.said).get(item):
        for talk in talks(at.said, item):
            lines = [one for one in note(talk, gap, at.say) if one.step]
            found = [one for one in lines if about == line_of(item, talk.id, one.step)]
            if found:
                return found
    raise Http404


def _item(at: Here, key: str) -> Item:
    try:
        item = at.instrument.item(key)
        is_shown = at.is_shown(item)
    except LookupError:
        raise Http404 from None
    if not is_shown or at.stands.is_waiting(item):
        raise Http404
    return item
