"""One area of an instrument that is being written: its questions in their order."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.assessments import written as steps
from tandem.assessments.actions import manuscripts as actions
from tandem.assessments.forms.manuscripts import KINDS, AddForm, AreaForm
from tandem.assessments.manuscripts import content_in
from tandem.assessments.views.saving import Edit, about_it, address_of, saved, written_by
from tandem.instruments.content import Content, Place, at
from tandem.instruments.judging import judge
from tandem.instruments.manuscript import (
    Question,
    digest_of,
    find,
    move,
    questions,
    set_value,
    set_words,
    take_out,
)
from tandem.instruments.parts import parts_of
from tandem.lib.refused import Refused
from tandem.people.access import staff_only
from tandem.people.models import Role


@staff_only(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def area(request: HttpRequest, manuscript: UUID, area: str) -> HttpResponse:
    by, held = written_by(request, manuscript)
    content, what = content_in(held), request.POST.get("do", "")
    place: Place = ("areas", area)
    table = at(content, place)
    if not isinstance(table, dict):
        if request.method == "POST":
            raise Refused(_("This area was taken out. You can put it back."))
        raise Http404
    parts = [(key, str(one.get("name") or key)) for key, one in parts_of(content, area).items()]
    here = reverse("assessments:manuscript_area", kwargs={"manuscript": held.pk, "area": area})
    head = AreaForm(request.POST if what == "save" else None, content, place)
    added = AddForm(request.POST if what == "add" else None, content, parts)
    written = ((*place, "name"), (*place, "line"), (*place, "each_first"))
    theirs: list[tuple[str, str]] = []
    if request.method == "POST":
        do, _colon, of = what.partition(":")
        match do:
            case "save" if head.is_valid():
                theirs = saved(by, held, request, written, head, _write_area(head, place))
                if not theirs:
                    return redirect(here)
            case "add" if added.is_valid():
                key = actions.change(
                    by=by,
                    manuscript=held,
                    edit=lambda tree, _taken: steps.add(tree, area, added),
                )
                return redirect("assessments:manuscript_question", manuscript=held.pk, item=key)
            case "up" | "down" | "out":
                actions.change(by=by, manuscript=held, edit=_question_step(do, of))
                return redirect(here + "#questions")
    judged = judge(_only(content, area))
    context = {
        **about_it(held, content),
        "area": area,
        "called": table.get("name") or area,
        "head": head,
        "added": added,
        "theirs": theirs,
        "seen": digest_of(content, *written),
        "groups": _groups(content, area, parts),
        "faults": [
            (one.sentence, address_of(held, content, one.place))
            for one in judged.faults
            if one.place[:2] == place and len(one.place) > 3
        ],
    }
    is_wrong = bool(head.errors or added.errors)
    return render(
        request,
        "assessments/instruments/manuscript_area.html",
        context,
        status=409 if theirs else 400 if is_wrong else 200,
    )


def _groups(
    content: Content, area: str, parts: list[tuple[str, str]]
) -> list[tuple[str, list[dict[str, Any]]]]:
    """The questions of each part under its name; "" where an area has no parts."""
    found: dict[str, tuple[str, list[dict[str, Any]]]]
    found = {key: (name, []) for key, name in parts} or {area: ("", [])}
    for one in questions(content, area):
        found[one.part[-1]][1].append(_line(content, one))
    return list(found.values())


def _only(content: Content, area: str) -> Content:
    """One area, without what it says of others: what is wrong in it is found by itself."""
    alone = {code: dict(tree) for code, tree in content.items()}
    for code, tree in alone.items():
        own = (content[code].get("areas") or {}).get(area)
        tree["areas"] = {area: json.loads(json.dumps(own))} if own is not None else {}
    for one in questions(alone):
        at(alone, one.place).pop("asked_if", None)
    scales = {str(one.table.get("scale")) for one in questions(alone)}
    for tree in alone.values():
        tree["scales"] = {k: v for k, v in (tree.get("scales") or {}).items() if k in scales}
        for name in ("prompts", "asides", "sentences"):
            tree.pop(name, None)
    return alone


def _question_step(do: str, of: str) -> Edit:
    def edit(content: Content, taken: list[dict[str, Any]]) -> None:
        one = find(content, of)
        if one is None:
            return
        if do != "out":
            move(content, one.place, -1 if do == "up" else 1)
            return
        pair = find(content, one.beside(str(one.table["pair"]))) if "pair" in one.table else None
        for each in (pair, one):
            if each:
                take_out(content, taken, each.place, each.prompt)

    return edit


def _write_area(form: AreaForm, place: Place) -> Edit:
    def edit(content: Content, _taken: list[dict[str, Any]]) -> None:
        for name in ("name", "line"):
            set_words(content, (*place, name), form.words(name))
        set_value(content, (*place, "each_first"), form.cleaned_data["each_first"])

    return edit


def _line(content: Content, one: Question) -> dict[str, Any]:
    kind = dict(KINDS).get(str(one.table.get("kind")), one.table.get("kind"))
    said = {"person": _("The person"), "worker": _("The worker"), "both": _("Both together")}
    return {
        "key": one.key,
        "prompt": one.prompt,
        "party": said.get(str(one.table.get("party")), ""),
        "kind": kind,
        "is_paired": "pair" in one.table,
        "is_under": "follows" in one.table,
        "waits": "asked_if" in one.table,
    }
