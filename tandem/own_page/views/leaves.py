"""On the own page: the leaves of the plan. What the person may say there in a sitting they say here
alone, and take away what is theirs; what the worker said stands beside it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tandem.lib.refused import Refused
from tandem.own_page.door import Own, context, persons_own
from tandem.own_page.page import own_leaves, own_plan
from tandem.plans.actions.leaves import add_line, take_line_away
from tandem.plans.forms import ActForm
from tandem.plans.line_forms import LineForm


@require_http_methods(["GET", "POST"])
@persons_own
def leaf(request: HttpRequest, own: Own, number: int) -> HttpResponse:
    key = dict(own_leaves()).get(number)
    if key is None:
        raise Http404
    told: dict[str, Any] = {"person": own.person, "setting": own.setting(request), "leaf": key}
    gone = ActForm(request.POST)
    if "away" in request.POST and gone.is_valid():
        line = request.POST["away"][:60]
        take_line_away(act=gone.cleaned_data["act"], line=line, by="person", **told)
        return redirect("own_page:leaf", number=number)
    plan = own_plan(own.person, own.names)
    shown = plan.leaves[key]
    asked = request.POST.get("part", "")
    forms = {
        part.key: LineForm(
            request.POST if part.key == asked else None,
            label=part.prompt,
            parties=[("person", own.names["person"])],
            initial={"part": part.key},
            auto_id=f"{part.key}_%s",
        )
        for part in shown.parts
        if "person" in part.said_by
    }
    bound = forms.get(asked)
    if bound and bound.is_valid():
        try:
            add_line(**told, **bound.cleaned_data)
        except Refused as refused:
            bound.refuse(refused.sentence, "words")
        else:
            return redirect("own_page:leaf", number=number)
    page = context(own, own.names, leaf=shown, line_forms=forms, bound=bound, thread=plan.thread)
    return render(request, "own_page/leaf.html", page, status=422 if bound else 200)
