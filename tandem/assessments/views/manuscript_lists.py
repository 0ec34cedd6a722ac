"""Lists of names in an instrument that is being written: the parts of an area, and what questions
are a sign of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.assessments.actions import manuscripts as actions
from tandem.assessments.forms.manuscript_lists import ConstructsForm, ListForm, PartsForm
from tandem.assessments.forms.manuscripts import NameForm
from tandem.assessments.manuscripts import content_in
from tandem.assessments.models import Manuscript
from tandem.assessments.views.saving import about_it, saved, written_by
from tandem.instruments.content import Content, Place, at
from tandem.instruments.manuscript import add_construct, digest_of, move, questions, take_out
from tandem.instruments.parts import add_part, parts_of
from tandem.lib.refused import Refused
from tandem.people.access import staff_only
from tandem.people.actor import Staff
from tandem.people.models import Role

# What the buttons of a list do: each saves what is typed.
OF_THE_LIST = ("save", "up", "down", "out")
Taken = list[dict[str, Any]]


@staff_only(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def parts(request: HttpRequest, manuscript: UUID, area: str) -> HttpResponse:
    by, held = written_by(request, manuscript)
    content = content_in(held)
    place: Place = ("areas", area, "parts")
    if not isinstance(at(content, place[:2]), dict):
        if request.method == "POST":
            raise Refused(_("This area was taken out. You can put it back."))
        raise Http404
    of = {"manuscript": held.pk, "area": area}
    form = PartsForm(_sent(request, *OF_THE_LIST), content, place)
    new = NameForm(_sent(request, "add"), content, "part", _("A new part"))

    def add(tree: Content, taken: Taken) -> None:
        if not isinstance(at(tree, place[:2]), dict):
            raise Refused(_("This area was taken out. You can put it back."))
        add_part(tree, taken, area, new.cleaned_data["part"])

    here = reverse("assessments:manuscript_parts", kwargs=of)
    theirs = _list_step(request, by, held, form, new, add)
    if theirs is None:
        return redirect(here)
    content = form.content
    context = {
        "parts": _rows(
            form, [len(one.get("items") or {}) for one in parts_of(content, area).values()]
        ),
        "loose": sum(1 for _one in questions(content, area)) if not form.keys else 0,
        "is_next": content["en"]["version"] > 1,
        "called": at(content, ("areas", area, "name")) or area,
        "up": reverse("assessments:manuscript_area", kwargs=of),
    }
    return _list(request, "manuscript_parts", held, form, new, theirs, context)


@staff_only(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def constructs(request: HttpRequest, manuscript: UUID) -> HttpResponse:
    by, held = written_by(request, manuscript)
    content = content_in(held)
    form = ConstructsForm(_sent(request, *OF_THE_LIST), content, ("constructs",))
    new = NameForm(_sent(request, "add"), content, "construct", _("A new sign"))

    def add(tree: Content, _taken: Taken) -> None:
        add_construct(tree, new.cleaned_data["construct"])

    theirs = _list_step(request, by, held, form, new, add)
    if theirs is None:
        return redirect("assessments:manuscript_constructs", manuscript=held.pk)
    signs = [one.table.get("construct") for one in questions(form.content)]
    context = {
        "constructs": _rows(form, [signs.count(key) for key in form.keys]),
        "up": reverse("assessments:manuscript", kwargs={"manuscript": held.pk}),
    }
    return _list(request, "manuscript_constructs", held, form, new, theirs, context)


def _sent(request: HttpRequest, *what: str) -> Any:
    do = request.POST.get("do", "").partition(":")[0]
    return request.POST if request.method == "POST" and do in what else None


def _list_step(
    request: HttpRequest,
    by: Staff,
    held: Manuscript,
    form: ListForm,
    new: NameForm,
    add: Callable[[Content, Taken], None],
) -> list[tuple[str, str]] | None:
    """Do what was sent; None where it is done, else what somebody else wrote there meanwhile."""
    do, _colon, of = request.POST.get("do", "").partition(":")
    place = (*form.place, of)

    def step(tree: Content, taken: Taken) -> None:
        form.write(tree, taken)
        if do == "out":
            stood = at(tree, place)
            name = stood.get("name") if isinstance(stood, dict) else stood
            take_out(tree, taken, place, str(name or of))
        elif do in ("up", "down"):
            move(tree, place, -1 if do == "up" else 1)

    if do in OF_THE_LIST and form.is_valid():
        return saved(by, held, request, form.places, form, step) or None
    if do == "add" and new.is_valid():
        actions.change(by=by, manuscript=held, edit=add)
        return None
    return []


def _rows(form: ListForm, counts: list[int]) -> list[tuple[str, list[Any], int]]:
    """Each with the fields of it, and how many questions it has."""
    fields = [[one for one in form if one.name.split("-")[1] == key] for key in form.keys]
    return list(zip(form.keys, fields, counts, strict=False))


def _list(
    request: HttpRequest,
    page: str,
    held: Manuscript,
    form: ListForm,
    new: NameForm,
    theirs: list[tuple[str, str]],
    context: dict[str, Any],
) -> HttpResponse:
    found = {
        **about_it(held, form.content),
        "form": form,
        "new": new,
        "theirs": theirs,
        "seen": digest_of(form.content, *form.places),
        **context,
    }
    status = 409 if theirs else 400 if form.errors or new.errors else 200
    return render(request, f"assessments/instruments/{page}.html", found, status=status)
