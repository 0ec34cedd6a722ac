"""At the desk: off at once; answering who needs to talk soon; who covers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.own_page.actions.devices import switch_off as end_it
from tandem.own_page.actions.soon import answer_soon as answer
from tandem.own_page.actions.soon import name_cover
from tandem.own_page.forms import CoverForm
from tandem.own_page.models import Cover
from tandem.own_page.soon import may_cover, soon_for
from tandem.people.access import actor_of, person_for, shown, staff_only
from tandem.people.actor import Staff
from tandem.people.models import Role
from tandem.ui.fields import offer


@staff_only(Role.WORKER, Role.MANAGER)
@require_POST
def switch_off(request: HttpRequest, person: UUID) -> HttpResponse:
    by = actor_of(request)
    assert by is not None
    found = person_for(by, person, "read", what="own page")
    end_it(by=by, person=found)
    messages.success(request, _("The own page is off."))
    return redirect("home:person", person=found.pk)


@staff_only(Role.WORKER, Role.MANAGER)
@require_POST
def answer_soon(request: HttpRequest, soon: UUID) -> HttpResponse:
    by = actor_of(request)
    assert isinstance(by, Staff)
    found = soon_for(by, soon)
    shown(by, [found.person_id], what="talk soon")
    answer(by=by, soon=found, words=request.POST.get("words", ""))
    messages.success(request, _("Your answer is kept."))
    return redirect("home:people")


@staff_only(Role.WORKER, Role.MANAGER)
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest) -> HttpResponse:
    """Who answers in the team when a worker cannot."""
    by = actor_of(request)
    assert isinstance(by, Staff)
    now = Cover.objects.filter(team=by.user.team_id).values_list("user", flat=True).first()
    choices = [(str(one.pk), one.name) for one in may_cover(by.user)]
    is_sent = request.method == "POST" and choices
    form = CoverForm(request.POST if is_sent else None, initial={"user": now})
    offer(form, "user", choices)
    if form.is_bound and form.is_valid():
        name_cover(by=by, user=UUID(form.cleaned_data["user"]))
        messages.success(request, _("It is kept."))
        return redirect("own_page:cover")
    status = 400 if form.is_bound else 200
    context = {"form": form, "choices": choices}
    return render(request, "own_page/cover.html", context, status=status)
