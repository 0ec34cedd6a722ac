"""When a question that is being written is asked: its condition as lines, in groups."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.assessments.actions import manuscripts as actions
from tandem.assessments.forms.when import (
    AboutForm,
    JoinsForm,
    LineForm,
    number_of,
    path_of,
    text_of,
)
from tandem.assessments.manuscripts import WrittenNames, asked_when, content_in
from tandem.assessments.models import Manuscript
from tandem.assessments.told import joining, told
from tandem.assessments.views.saving import about_it, question_of, written_by
from tandem.instruments.branches import (
    DEEPEST,
    MOST_LINES,
    Branch,
    Group,
    Path,
    Single,
    added,
    at,
    lines,
    put,
    table_of,
)
from tandem.instruments.content import Content
from tandem.instruments.manuscript import Question, digest_of, find, mark_of, set_condition
from tandem.instruments.waiting import Order, condition_of
from tandem.lib.refused import Refused
from tandem.people.access import staff_only
from tandem.people.actor import Staff
from tandem.people.models import Role

Change = Callable[[Branch | None], Branch | None]


@dataclass(frozen=True, slots=True)
class Row:
    """A line or a group as the page draws it. mark: what the line says, in short; join: the name of
    the field of its group."""

    path: str
    sentence: str
    fault: str = ""
    about: str = ""
    mark: str = ""
    join: str = ""
    number: str = ""
    inner: tuple[Row, ...] = ()
    may_hold_groups: bool = False


@staff_only(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def when(request: HttpRequest, manuscript: UUID, item: str) -> HttpResponse:
    by, held = written_by(request, manuscript)
    content = content_in(held)
    one = question_of(request, content, item)
    whole, is_strange = _condition(one)
    is_overtaken = False
    if request.method == "POST":
        do, _colon, of = request.POST.get("do", "").partition(":")
        joins, path = JoinsForm(request.POST, whole), path_of(of)

        def step(now: Branch | None) -> Branch | None:
            if joins.is_valid():
                for name, where in joins.paths.items():
                    group = at(now, where)
                    if isinstance(group, Group):
                        now = put(now, where, replace(group, how=joins.cleaned_data[name]))
            match do:
                case "off" if path:
                    return put(now, path, None)
                case "group" if path is not None:
                    return _with_group(now, path)
                case "always":
                    return None
            return now

        called = _("when “%(question)s” is asked") % {"question": one.prompt[:60]}
        is_left = is_strange and do != "always"
        is_overtaken = not (is_left or _changed(request, by, held, item, step, called))
        if not is_overtaken:
            return redirect("assessments:manuscript_when", manuscript=held.pk, item=item)
        content = content_in(held)
        one = question_of(request, content, item)
        whole, is_strange = _condition(one)
    order = Order(content)
    context = {
        **_about(held, content, one, order),
        "joins": JoinsForm(None, whole),
        "row": _row(whole, order, one) if whole else None,
        "strange": json.dumps(one.table["asked_if"], ensure_ascii=False) if is_strange else "",
        "has_before": bool(order.before(one)),
        "theirs": [(_("When it is asked"), asked_when(order, one))] if is_overtaken else [],
    }
    status = 409 if is_overtaken else 200
    return render(request, "assessments/instruments/when.html", context, status=status)


@staff_only(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, manuscript: UUID, item: str) -> HttpResponse:
    """One line: first what it asks about, then what is so of it."""
    by, held = written_by(request, manuscript)
    content, is_sent = content_in(held), request.method == "POST"
    one = question_of(request, content, item)
    given = request.POST if is_sent else request.GET
    whole, is_strange = _condition(one)
    if is_strange:
        return redirect("assessments:manuscript_when", manuscript=held.pk, item=item)
    order = Order(content)
    place, into = path_of(given.get("at", "")) or (), path_of(given.get("into", "")) or ()
    stood, was = at(whole, place), given.get("was", "")
    if not is_sent and "at" in given and _mark(stood) != was:
        messages.info(request, _("The lines have changed. Choose again which one to change."))
        return redirect("assessments:manuscript_when", manuscript=held.pk, item=item)
    now = stood if isinstance(stood, Single) and "at" in given else None
    which = AboutForm(given if "about" in given else None, order, one)
    if not which.is_valid():
        context = {
            **_about(held, content, one, order),
            "which": which,
            "form": None,
            "theirs": [],
            "at": text_of(place) if now else None,
            "was": was,
            "into": text_of(into),
        }
        status = 400 if is_sent else 200
        return render(request, "assessments/instruments/line.html", context, status=status)
    about = order.all[which.cleaned_data["about"]]
    fits = now if now and now.item == about.key else None
    form = LineForm(given if is_sent else None, order, about, whole, fits)
    if now is None and "into" in form.fields:
        form.fields["into"].initial = text_of(into)
    is_overtaken = False
    if is_sent and form.is_valid():
        new = form.line()
        if "into" in form.fields:
            into = path_of(form.cleaned_data["into"]) or ()

        def step(held: Branch | None) -> Branch | None:
            return added(held, into, new) if now is None else put(held, place, new)

        is_overtaken = not _changed(request, by, held, item, step)
        if not is_overtaken:
            return redirect("assessments:manuscript_when", manuscript=held.pk, item=item)
        content = content_in(held)
        one = question_of(request, content, item)
        order, (whole, _strange) = Order(content), _condition(one)
    context = {
        **_about(held, content, one, order),
        "about": about,
        "form": form,
        # What it was to stand for may be another line by now: then it becomes one more.
        "at": text_of(place) if now and _mark(at(whole, place)) == was else None,
        "was": was,
        "into": text_of(into),
        "theirs": [(_("When it is asked"), asked_when(order, one))] if is_overtaken else [],
    }
    status = 409 if is_overtaken else 400 if form.errors else 200
    return render(request, "assessments/instruments/line.html", context, status=status)


def _condition(one: Question) -> tuple[Branch | None, bool]:
    """What it waits for, and whether that is more than lines can say."""
    try:
        return condition_of(one), False
    except ValueError:
        return None, True


def _changed(
    request: HttpRequest, by: Staff, held: Manuscript, item: str, step: Change, called: str = ""
) -> bool:
    """Put the condition as `step` makes it. False where somebody else changed it meanwhile: then
    nothing is, and `held` stands on what is there now. Named, what stood can be put back."""
    one = find(content_in(held), item)
    place = (*one.place, "asked_if") if one else ()

    def edit(tree: Content, taken: list[dict[str, Any]]) -> None:
        there = find(tree, item)
        if there is None:
            raise Refused(_("This question was taken out. You can put it back."))
        before, is_strange = _condition(there)
        after = step(before)
        if sum(1 for _line in lines(after)) > MOST_LINES:
            raise Refused(_("These are too many lines for one question."))
        is_less = sum(1 for _line in lines(after)) < sum(1 for _line in lines(before))
        set_condition(
            tree,
            taken,
            there.place,
            table_of(after) if after else None,
            called if is_less or is_strange else "",
        )

    try:
        actions.change(
            by=by,
            manuscript=held,
            edit=edit,
            places=(place,),
            seen=request.POST.get("seen", "") or "-",
        )
    except actions.Overtaken as overtaken:
        held.body, held.changed_at = overtaken.held.body, overtaken.held.changed_at
        held.changed_by = overtaken.held.changed_by
        return False
    return True


def _with_group(now: Branch | None, path: Path) -> Branch:
    if len(path) >= DEEPEST:
        raise Refused(_("A group cannot stand deeper here. A spreadsheet can hold deeper ones."))
    inside = at(now, path)
    is_any = isinstance(inside, Group) and inside.how == "any"
    return added(now, path, Group("all" if is_any else "any", ()))


def _mark(branch: Branch | None) -> str:
    return mark_of(table_of(branch) if branch else None)


def _row(branch: Branch, order: Order, one: Question, path: Path = ()) -> Row:
    if isinstance(branch, Group):
        inner = tuple(
            _row(each, order, one, (*path, number)) for number, each in enumerate(branch.of)
        )
        fault = _("A group needs two lines or more.") if len(inner) < 2 else ""
        join = f"join-{text_of(path)}"
        deeper = len(path) < DEEPEST
        return Row(
            text_of(path), joining(branch.how), fault, "", "", join, number_of(path), inner, deeper
        )
    sentence = told(branch, WrittenNames(order)).sentence
    return Row(text_of(path), sentence, order.unfit(one, branch), branch.item, _mark(branch))


def _about(held: Manuscript, content: Content, one: Question, order: Order) -> dict[str, Any]:
    here = {"manuscript": held.pk, "item": one.key}
    return {
        **about_it(held, content),
        "question": one,
        "sentence": asked_when(order, one),
        "seen": digest_of(content, (*one.place, "asked_if")),
        "here": reverse("assessments:manuscript_when", kwargs=here),
        "line_url": reverse("assessments:manuscript_line", kwargs=here),
        "question_url": reverse("assessments:manuscript_question", kwargs=here),
    }
