"""A choice between ways, in the room: put side by side, talked about, and one of them taken."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.lib.refused import Refused
from tandem.people.models import Mode
from tandem.plans.actions import forks as actions
from tandem.plans.fork_forms import CameForm, ForkForm, FreeForm, MoreForm, TakeForm, WayForm
from tandem.plans.forks import Fork
from tandem.plans.forms import ActForm
from tandem.plans.views.shown import party_of, plan_in, room_context
from tandem.sittings.room import Room, room_for


@require_http_methods(["GET", "POST"])
def forks(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    plan = plan_in(room)
    asked = request.POST.get("goal") or request.GET.get("goal", "")
    goal = next((one for one in plan.goals if str(one.goal.pk) == asked), None)
    form = ForkForm(request.POST or None, initial={"goal": str(goal.goal.pk) if goal else ""})
    if form.is_bound and form.is_valid():
        try:
            made = actions.open_fork(
                person=room.person,
                setting=room.setting(request),
                act=form.cleaned_data["act"],
                party=party_of(room),
                words=form.cleaned_data["words"],
                ways=form.ways(),
                goal=str(goal.goal.pk) if goal else "",
            )
        except Refused as refused:
            form.refuse(refused.sentence)
        else:
            return redirect(room.url("fork", fork=made))
    context = room_context(room, plan, form=form, goal=goal)
    return render(request, "plans/forks.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def fork(request: HttpRequest, sitting: UUID, fork: UUID) -> HttpResponse:
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    plan = plan_in(room)
    context = room_context(room, plan)
    one: Fork | None = next((each for each in context["forks"] if each.id == fork), None)
    if one is None:
        raise Http404
    typed = request.POST if request.method == "POST" else None
    forms = _forms(room, one, typed)
    of_ways = (*forms["tell"].values(), *forms["free_forms"].values())
    every = (*of_ways, forms["take"], forms["more"], forms["came"])
    bound = next((form for form in every if form.is_bound), None)
    if typed is not None:
        if bound is None:
            _take_away(request, room, fork)
            return redirect(room.url("fork", fork=fork))
        if bound.is_valid():
            try:
                _act(request, room, fork, bound)
            except Refused as refused:
                bound.refuse(refused.sentence)
            else:
                return redirect(room.url("fork", fork=fork))
    goal = next((each for each in plan.goals if str(each.goal.pk) == one.goal), None)
    is_asked = one.is_asked_in(room.sitting.pk)
    context |= {"one": one, "goal": goal, "bound": bound, "is_asked": is_asked} | forms
    return render(request, "plans/fork.html", context, status=422 if bound else 200)


# Of the forms on the page of a choice, each has a box that those before it have not.
OWN = ("why", "more", "came", "by", "words")


def _forms(room: Room, one: Fork, typed: Any) -> dict[str, Any]:
    """Two about each way, one to take one of them, one for a third and one for what came of it;
    the one that was sent is bound."""
    parties = [(party, room.names[party]) for party in room.parties]
    takers = parties if room.is_persons_device else [*parties, ("both", _("Both together"))]
    sent = next((one for one in OWN if typed and one in typed), "")
    about = typed.get("way", "") if typed else ""
    return {
        "tell": {
            way.number: WayForm(
                typed if sent == "words" and about == str(way.number) else None,
                initial={"way": way.number},
                parties=parties,
                auto_id=f"way{way.number}_%s",
            )
            for way in one.ways
        },
        "free_forms": {
            way.number: FreeForm(
                typed if sent == "by" and about == str(way.number) else None,
                initial={"way": way.number},
                parties=parties,
                is_statutory=room.sitting.mode == Mode.STATUTORY,
                auto_id=f"free{way.number}_%s",
            )
            for way in one.ways
        },
        "take": TakeForm(
            typed if sent == "why" else None, fork=one, parties=takers, auto_id="take_%s"
        ),
        "more": MoreForm(typed if sent == "more" else None, auto_id="more_%s"),
        "came": CameForm(
            typed if sent == "came" else None,
            initial={"of": one.taken and one.taken.id},
            parties=parties,
            auto_id="came_%s",
        ),
    }


def _act(request: HttpRequest, room: Room, fork: UUID, form: ActForm) -> None:
    told = form.cleaned_data
    to: dict[str, Any] = {
        "person": room.person,
        "setting": room.setting(request),
        "act": told["act"],
        "fork": fork,
    }
    match form:
        case WayForm():
            about = {name: told[name] for name in ("way", "part", "words", "party")}
            actions.say_of_way(**to, **about)
        case FreeForm():
            free = {name: told[name] for name in ("way", "choice", "party")}
            actions.say_free(**to, **free, words=told["by"])
        case CameForm():
            actions.tell_came(**to, of=told["of"], party=told["party"], words=told["came"])
        case TakeForm():
            actions.take_way(**to, way=int(told["taken"]), party=told["party"], words=told["why"])
        case MoreForm():
            actions.add_way(**to, party=party_of(room), words=told["more"])


def _take_away(request: HttpRequest, room: Room, fork: UUID) -> None:
    form = ActForm(request.POST)
    if "away" not in request.POST:
        raise Http404
    if not form.is_valid():
        raise Refused(_("This page is too old to save. Load it again."))
    actions.take_told_away(
        person=room.person,
        setting=room.setting(request),
        act=form.cleaned_data["act"],
        fork=fork,
        line=request.POST["away"][:60],
        by=party_of(room),
    )
