"""What the plan leaves out, in the room: a goal mends it, or a reason why not."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.lib.refused import Refused
from tandem.plans.actions.coverage import say_why_not
from tandem.plans.coverage_page import left_out as what_is_left_out
from tandem.plans.line_forms import WhyNotForm
from tandem.plans.queries import ShownPlan
from tandem.plans.views.shown import plan_in, room_context
from tandem.sittings.room import room_for


@require_http_methods(["GET", "POST"])
def left_out(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    plan = plan_in(room)
    found = what_is_left_out(plan, room.names)
    area = request.POST.get("area", "")
    parties = [(party, room.names[party]) for party in room.parties]
    forms = {
        one.area: WhyNotForm(
            request.POST if one.area == area else None,
            parties=parties,
            initial={"area": one.area},
            auto_id=f"{one.area}_%s",
        )
        for one in found
        if one.area
    }
    if request.method == "POST":
        form = forms.get(area)
        if form is None and not is_known(plan, area):
            raise Http404
        if form is None:
            raise Refused(_("There is a goal or a reason for this by now."))
        if form.is_valid():
            try:
                say_why_not(person=room.person, setting=room.setting(request), **form.cleaned_data)
            except Refused as refused:
                form.refuse(refused.sentence, "words")
            else:
                return redirect(room.url("left_out"))
    context = room_context(room, plan, left=found, why_forms=forms, bound=forms.get(area))
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/left_out.html", context, status=status)


def is_known(plan: ShownPlan, area: str) -> bool:
    """One of the areas that both talk about."""
    return plan.sheet is not None and area in [one.key for one in plan.sheet.instrument.areas]
