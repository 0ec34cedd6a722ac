"""One question of an instrument that is being written."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.assessments import written as steps
from tandem.assessments.actions import manuscripts as actions
from tandem.assessments.forms.manuscripts import COMPARED
from tandem.assessments.forms.questions import QuestionForm
from tandem.assessments.manuscripts import asked_when, content_in, head_in
from tandem.assessments.models import Manuscript
from tandem.assessments.views.saving import differing, question_of, written_by
from tandem.instruments.content import Content, at
from tandem.instruments.manuscript import (
    KNOWN,
    Question,
    answers_at,
    digest_of,
    find,
    used_by,
)
from tandem.instruments.parts import move_to_part
from tandem.instruments.waiting import Order
from tandem.people.access import staff_only
from tandem.people.models import Role


@staff_only(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, manuscript: UUID, item: str) -> HttpResponse:
    by, held = written_by(request, manuscript)
    content = content_in(held)
    one = question_of(request, content, item)
    form = QuestionForm(request.POST if request.method == "POST" else None, content, one)
    theirs: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        do, _colon, of = request.POST.get("do", "save").partition(":")

        def edit(tree: Content, taken: list[dict[str, Any]]) -> str:
            steps.save(tree, taken, form)
            now = find(tree, item)
            assert now
            match do:
                case "up" | "down" | "out":
                    steps.shift_answer(tree, taken, now, do, of)
                case "pair":
                    steps.pair_up(tree, now)
                case "renew":
                    return steps.renew(tree, now)
            if part := form.cleaned_data.get("part"):
                return move_to_part(tree, now, part)
            return item

        try:
            key = actions.change(
                by=by,
                manuscript=held,
                edit=edit,
                places=form.places,
                seen=request.POST.get("seen", ""),
            )
        except actions.Overtaken as overtaken:
            held, content = overtaken.held, content_in(overtaken.held)
            one = question_of(request, content, item)
            theirs = differing(form, content)
            form = QuestionForm(form.anew(content).filled_from(request.POST), content, one)
        else:
            messages.success(request, _("Saved."))
            page = "when" if do == "when" else "question"
            here = reverse(
                f"assessments:manuscript_{page}", kwargs={"manuscript": held.pk, "item": key}
            )
            return redirect(here + ("#answers" if do in ("up", "down", "out") else ""))
    return _question(request, held, content, one, form, theirs)


def _question(
    request: HttpRequest,
    held: Manuscript,
    content: Content,
    one: Question,
    form: QuestionForm,
    theirs: list[tuple[str, str]],
) -> HttpResponse:
    where, scale = answers_at(one), str(one.table.get("scale", ""))
    keys = list(at(content, (*where.place, where.words)) or ()) if where else []
    others = [each for each in used_by(content, scale) if each.key != one.key] if scale else []
    if form.paired:
        others = [each for each in others if each.key != form.paired.key]
    context = {
        "manuscript": held,
        "title_now": head_in(content)["title"],
        "question": one,
        "area": one.area,
        "area_called": at(content, ("areas", one.area, "name")) or one.area,
        "form": form,
        "theirs": theirs,
        "seen": digest_of(content, *form.places),
        "answers": [(row, row in keys) for row in form.rows],
        "steps_of": [each.prompt for each in others],
        "is_next": head_in(content)["version"] > 1,
        "may_pair": form.is_persons
        and "pair" not in one.table
        and one.table.get("kind") in COMPARED,
        "asked_when": asked_when(Order(content), one),
        "kept": [
            (name, json.dumps(value, ensure_ascii=False))
            for name, value in one.table.items()
            if name not in KNOWN
        ],
    }
    return render(
        request,
        "assessments/instruments/question.html",
        context,
        status=409 if theirs else 400 if form.errors else 200,
    )
