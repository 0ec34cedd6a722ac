"""What became of the questions of the version before, in an instrument that is being written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.assessments.actions import manuscripts as actions
from tandem.assessments.forms.fates import FateForm
from tandem.assessments.manuscripts import content_in, version_before
from tandem.assessments.models import Manuscript
from tandem.assessments.preview import NAMES
from tandem.assessments.views.instruments import language_of
from tandem.assessments.views.saving import about_it, written_by
from tandem.instruments.content import Content
from tandem.instruments.fates import Told, seen_of, tell, told_in
from tandem.instruments.items import Item
from tandem.instruments.manuscript import questions
from tandem.instruments.schema import Instrument
from tandem.lib.refused import Refused
from tandem.people.access import staff_only
from tandem.people.actor import Staff
from tandem.people.models import Role


@staff_only(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def fates(request: HttpRequest, manuscript: UUID) -> HttpResponse:
    """All that are gone, each with what is told of it."""
    by, held, before = _of_a_next(request, manuscript)
    here = redirect("assessments:manuscript_fates", manuscript=held.pk)
    if request.method == "POST":
        if request.POST.get("do") == "rest":
            _told(by, held, before, {item.key: () for item in _gone(content_in(held), before)})
        return here
    content = content_in(held)
    gone, told = _gone(content, before), told_in(content)
    context = {
        **about_it(held, content),
        "words_in": language_of(before),
        "rows": [
            {
                "key": item.key,
                "prompt": _said(item, before),
                "is_told": item.key in told,
                "now": _asked_now(content, item.key),
            }
            for item in gone
        ],
        "before": before,
        "kept": sum(1 for _item in before.items) - len(gone),
        "is_open": any(item.key not in told for item in gone),
        "up": reverse("assessments:manuscript", kwargs={"manuscript": held.pk}),
    }
    return render(request, "assessments/instruments/fates.html", context)


@staff_only(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def fate(request: HttpRequest, manuscript: UUID, item: str) -> HttpResponse:
    """One that is gone."""
    by, held, before = _of_a_next(request, manuscript)
    content = content_in(held)
    one = next((each for each in _gone(content, before) if each.key == item), None)
    if one is None:
        if request.method == "POST":
            raise Refused(_("This question is asked again, so nothing became of it."))
        raise Http404
    form = _form(request, content, before, item)
    is_overtaken = False
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("seen", "") or "-"
        is_overtaken = not _told(by, held, before, {item: form.now()}, seen)
        if not is_overtaken:
            return redirect("assessments:manuscript_fates", manuscript=held.pk)
        content = content_in(held)
    context = {
        **about_it(held, content),
        "form": form,
        "words_in": language_of(before),
        "prompt": _said(one, before),
        "seen": seen_of(content, item),
        "theirs": [_in_words(content, item)] if is_overtaken else [],
        "up": reverse("assessments:manuscript_fates", kwargs={"manuscript": held.pk}),
    }
    status = 409 if is_overtaken else 400 if form.errors else 200
    return render(request, "assessments/instruments/fate.html", context, status=status)


def _of_a_next(request: HttpRequest, pk: UUID) -> tuple[Staff, Manuscript, Instrument]:
    """One that is written as a next version, with the version before, or 404."""
    by, held = written_by(request, pk)
    before = version_before(held.organisation, content_in(held))
    if before is None:
        raise Http404
    return by, held, before


def _gone(content: Content, before: Instrument) -> list[Item]:
    now = {one.key for one in questions(content)}
    return [item for item in before.items if item.key not in now]


def _asked_now(content: Content, key: str) -> str:
    """The questions that are told to ask it now; "" where none does."""
    prompts = {one.key: one.prompt for one in questions(content)}
    to = told_in(content).get(key, ())
    return " · ".join(prompts.get(each, _("a question that is gone")) for each in to)


def _in_words(content: Content, key: str) -> tuple[str, str]:
    """What somebody else told of it."""
    if now := _asked_now(content, key):
        return _("Asked now as"), now
    is_told = key in told_in(content)
    return _("What became of it?"), _("No longer asked") if is_told else _("Not said")


def _said(item: Item, before: Instrument) -> str:
    return item.prompt.say(language_of(before), NAMES)


def _form(request: HttpRequest, content: Content, before: Instrument, item: str) -> FateForm:
    old = {one.key for one in before.items}
    new = [(one.key, one.prompt) for one in questions(content) if one.key not in old]
    gone = {one.key for one in _gone(content, before)}
    told = {key: to for key, to in told_in(content).items() if key in gone}
    return FateForm(request.POST if request.method == "POST" else None, item, told, new)


def _told(by: Staff, held: Manuscript, before: Instrument, more: Told, seen: str = "") -> bool:
    """Tell it of these; what was told is not told over where nobody looked. With `seen`, of one as
    the teller saw it; False where somebody else told of it meanwhile: then `held` stands on what is
    there now."""
    about = next(iter(more), "")

    def edit(tree: Content, _taken: list[dict[str, Any]]) -> None:
        gone = {item.key for item in _gone(tree, before)}
        stood = {key: now for key, now in told_in(tree).items() if key in gone}
        told = stood | more if seen else more | stood
        try:
            tell(tree, {key: now for key, now in told.items() if key in gone})
        except ValueError:
            raise Refused(
                _("A question is split, or it is one with others now. It cannot be both.")
            ) from None

    try:
        actions.change(
            by=by,
            manuscript=held,
            edit=edit,
            digest=lambda tree: seen_of(tree, about),
            seen=seen,
        )
    except actions.Overtaken as overtaken:
        held.body, held.changed_at = overtaken.held.body, overtaken.held.changed_at
        held.changed_by = overtaken.held.changed_by
        return False
    return True
