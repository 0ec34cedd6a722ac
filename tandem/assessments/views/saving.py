"""What the pages of an instrument that is being written share: whose it is, saving one form of it
beside others who write too, and the page on which a place of it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.assessments.actions import manuscripts as actions
from tandem.assessments.forms.manuscripts import Written
from tandem.assessments.manuscripts import content_in, head_in
from tandem.assessments.models import Manuscript
from tandem.audit.actions import nothing_shown
from tandem.instruments.content import Content, Place
from tandem.instruments.fates import BECAME
from tandem.instruments.manuscript import Question, find, questions, used_by
from tandem.lib.refused import Refused
from tandem.people.access import user_of
from tandem.people.actor import Staff

HEAD: tuple[Place, ...] = (("title",), ("line",), ("licence",))
Edit = Callable[[Content, list[dict[str, Any]]], Any]


def written_by(request: HttpRequest, pk: UUID) -> tuple[Staff, Manuscript]:
    """What this administrator's organisation is writing, or 404."""
    by = Staff(user_of(request))
    nothing_shown()  # questions are about nobody
    own = Manuscript.objects.filter(organisation=by.user.organisation)
    found = own.select_related("changed_by", "organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    return by, found


def question_of(request: HttpRequest, content: Content, item: str) -> Question:
    """A question of it; who sends words to one that is gone is told so."""
    one = find(content, item)
    if one is None:
        if request.method == "POST":
            raise Refused(_("This question was taken out. You can put it back."))
        raise Http404
    return one


def about_it(held: Manuscript, content: Content) -> dict[str, Any]:
    return {"manuscript": held, "title_now": head_in(content)["title"]}


def saved(
    by: Staff,
    held: Manuscript,
    request: HttpRequest,
    places: tuple[Place, ...],
    form: Written,
    edit: Edit,
) -> list[tuple[str, str]]:
    """Save a form. What somebody else wrote there meanwhile, field by field, if they did: then
    nothing is saved, and `held` and the form stand on what is there now."""
    try:
        actions.change(
            by=by,
            manuscript=held,
            edit=edit,
            places=places,
            seen=request.POST.get("seen", ""),
        )
    except actions.Overtaken as overtaken:
        held.body, held.taken = overtaken.held.body, overtaken.held.taken
        held.changed_at, held.changed_by = overtaken.held.changed_at, overtaken.held.changed_by
        now = content_in(overtaken.held)
        form.content = now
        return differing(form, now)
    return []


def differing(form: Written, now: Content) -> list[tuple[str, str]]:
    """What stands in each field now that was typed otherwise: its label and its words."""
    fresh = form.anew(now)
    found = []
    for name, field in fresh.fields.items():
        stands = field.initial
        if isinstance(field, forms.CharField) and str(stands or "") != form.cleaned_data.get(name):
            found.append((str(field.label), str(stands or "–")))
    return found or [(_("This page"), _("changed"))]


def address_of(held: Manuscript, content: Content, place: Place) -> str:
    """The page on which a place is written."""
    here = {"manuscript": held.pk}
    if place[:1] == ("scales",):
        users = used_by(content, place[1])
        place = users[0].place if users else ()
    if place[:1] == ("areas",):
        for one in questions(content, place[1]) if "items" in place else ():
            if place[: len(one.place)] == one.place:
                page = "when" if "asked_if" in place else "question"
                return reverse(f"assessments:manuscript_{page}", kwargs=here | {"item": one.key})
        return reverse("assessments:manuscript_area", kwargs=here | {"area": place[1]})
    if place[:1] == BECAME:
        return reverse("assessments:manuscript_fate", kwargs=here | {"item": place[1]})
    if place[:1] in HEAD:
        return f"#id_{place[0]}-en"
    return "#areas" if not place else ""
