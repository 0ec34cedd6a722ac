"""Instruments that are being written: beginning one, its whole, one area, looking at it."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tandem.assessments.actions import manuscripts as actions
from tandem.assessments.forms.manuscripts import (
    CALLED,
    BeginForm,
    HeadForm,
    NameForm,
)
from tandem.assessments.library import library_of
from tandem.assessments.manuscripts import content_in, in_the_way, version_before
from tandem.assessments.models import Manuscript
from tandem.assessments.views.instruments import (
    AREA,
    XLSX,
    language_of,
    look,
    rows_of,
    title_of,
)
from tandem.assessments.views.saving import HEAD, Edit, about_it, address_of, saved, written_by
from tandem.audit.actions import nothing_shown
from tandem.instruments.content import FIRST, Content, Place, at
from tandem.instruments.judging import Judged, judge
from tandem.instruments.manuscript import (
    LANGUAGES,
    add_area,
    digest_of,
    languages_of,
    move,
    put_back,
    questions,
    set_words,
    take_language,
    take_out,
)
from tandem.instruments.xlsform.writing import write
from tandem.lib.refused import Refused
from tandem.people.access import staff_only, user_of
from tandem.people.actor import Staff
from tandem.people.models import Role


@staff_only(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    by = Staff(user_of(request))
    nothing_shown()
    here = {one[0].name: one[0] for one in library_of(by.user.organisation).values()}
    own = set(by.user.organisation.instruments.values_list("name", flat=True))
    copies = []
    for name, one in sorted(here.items()):
        if one.areas:
            names = {"title": title_of(one)}
            if name in own:
                copies.append((f"{name}:next", _("The next version of “%(title)s”") % names))
            copies.append((f"{name}:own", _("A copy of “%(title)s”") % names))
    form = BeginForm(request.POST if request.method == "POST" else None, copies)
    form.fields["copied"].initial = request.GET.get("copied", "")
    if request.method == "POST" and form.is_valid():
        name, _colon, how = form.cleaned_data["copied"].partition(":")
        made = actions.begin_manuscript(
            by=by,
            act=form.cleaned_data["act"],
            title=form.cleaned_data["title"],
            copied=here.get(name),
            is_next=how == "next",
        )
        return redirect("assessments:manuscript", manuscript=made.pk)
    return render(
        request,
        "assessments/instruments/begin.html",
        {"form": form},
        status=400 if form.errors else 200,
    )


@staff_only(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def manuscript(request: HttpRequest, manuscript: UUID) -> HttpResponse:
    by, held = written_by(request, manuscript)
    content, what = content_in(held), request.POST.get("do", "")
    here = reverse("assessments:manuscript", kwargs={"manuscript": held.pk})
    head = HeadForm(request.POST if what == "save" else None, content)
    name = NameForm(request.POST if what == "add" else None, content, "area", _("A new area"))
    theirs: list[tuple[str, str]] = []
    if request.method == "POST":
        do, _colon, of = what.partition(":")
        match do:
            case "save" if head.is_valid():
                theirs = saved(by, held, request, HEAD, head, _write_head(head))
                if not theirs:
                    return redirect(here)
            case "add" if name.is_valid():
                title = name.cleaned_data["area"]
                key = actions.change(
                    by=by, manuscript=held, edit=lambda tree, _taken: add_area(tree, title)
                )
                return redirect("assessments:manuscript_area", manuscript=held.pk, area=key)
            case "release":
                made = actions.release(by=by, manuscript=held, seen=request.POST.get("whole", ""))
                said = _("Version %(version)s is released. It stands under “Other short checks”.")
                messages.success(request, said % {"version": made.version})
                return redirect("assessments:instrument", key=made.name, version=made.version)
            case "discard":
                actions.discard(by=by, manuscript=held)
                messages.success(request, _("It is thrown away."))
                return redirect("assessments:library")
            case "up" | "down" | "out" | "back" | "with" | "without":
                actions.change(by=by, manuscript=held, edit=_whole_step(do, of))
                return redirect(here + ("#areas" if do in ("up", "down", "out") else ""))
    return _manuscript(request, held, head, name, theirs)


def _whole_step(do: str, of: str) -> Edit:
    place: Place = ("areas", of)

    def edit(content: Content, taken: list[dict[str, Any]]) -> None:
        match do:
            case "up" | "down":
                move(content, place, -1 if do == "up" else 1)
            case "out":
                take_out(content, taken, place, str(at(content, (*place, "name")) or of))
            case "back":
                put_back(content, taken, int(of) if of.isdecimal() and len(of) < 4 else -1)
            case "with" if of in LANGUAGES:
                content.setdefault(of, {})
            case "without":
                take_language(content, taken, of, CALLED.get(of, of))

    return edit


def _write_head(form: HeadForm) -> Edit:
    def edit(content: Content, _taken: list[dict[str, Any]]) -> None:
        for place in HEAD:
            set_words(content, place, form.words(place[0]))

    return edit


def _manuscript(
    request: HttpRequest,
    held: Manuscript,
    head: HeadForm,
    name: NameForm,
    theirs: list[tuple[str, str]],
) -> HttpResponse:
    content, taken = head.content, json.loads(held.taken)
    found = in_the_way(held.organisation, content)
    areas = [
        (key, table.get("name") or key, sum(1 for _one in questions(content, key)))
        for key, table in (at(content, ("areas",)) or {}).items()
    ]
    codes = languages_of(content)
    context = {
        **about_it(held, content),
        "head": head,
        "name": name,
        "theirs": theirs,
        "seen": digest_of(content, *HEAD),
        "whole": actions.whole_of(content),
        "areas": areas,
        "constructs": list((at(content, ("constructs",)) or {}).values()),
        "shown": {area.key for area in found.judged.instrument.areas}
        if found.judged.instrument
        else set(),
        "taken": [(number, one["called"]) for number, one in enumerate(taken)][::-1],
        "faults": [(one.sentence, address_of(held, content, one.place)) for one in found.faults],
        "progress": _progress(found.judged, codes),
        "more_languages": [(code, CALLED[code]) for code in LANGUAGES if code not in codes],
        "less_languages": [(code, CALLED[code]) for code in codes if code != FIRST],
        "version": found.version,
        "is_next": version_before(held.organisation, content) is not None,
        "rows": rows_of(found.changes, language_of(found.judged.instrument))
        if found.judged.instrument
        else [],
    }
    is_wrong = bool(head.errors or name.errors or theirs)
    return render(
        request,
        "assessments/instruments/manuscript.html",
        context,
        status=409 if theirs else 400 if is_wrong else 200,
    )


def _progress(judged: Judged, codes: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """Of each language: how many texts it has, of how many."""
    return [
        (CALLED[code], judged.texts - judged.missing.get(code, 0), judged.texts) for code in codes
    ]


@staff_only(Role.ADMINISTRATOR)
@require_GET
def preview(request: HttpRequest, manuscript: UUID, area: str) -> HttpResponse:
    """How an area would look, as far as it is sound."""
    _by, held = written_by(request, manuscript)
    found = judge(content_in(held)).instrument
    if found is None or area not in {one.key for one in found.areas}:
        messages.info(request, _("There is nothing to look at here yet."))
        return redirect("assessments:manuscript", manuscript=held.pk)
    here = {"manuscript": held.pk}
    addresses = {
        "up": reverse("assessments:manuscript", kwargs=here),
        "area": reverse("assessments:manuscript_preview", kwargs=here | {"area": AREA}),
    }
    return look(request, found, area, addresses)


@staff_only(Role.ADMINISTRATOR)
@require_GET
def form(request: HttpRequest, manuscript: UUID) -> HttpResponse:
    """As a spreadsheet, as far as it is sound."""
    _by, held = written_by(request, manuscript)
    found = judge(content_in(held)).instrument
    if found is None:
        raise Refused(_("There is nothing to take out yet."))
    response = HttpResponse(write(found), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}.xlsx"'
    return response
