"""What the person asks for, in the room: asked, answered, and whether that is it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tandem.lib.refused import Refused
from tandem.plans.actions.asks import answer_ask, ask, say_to_answer
from tandem.plans.forms import ActForm
from tandem.plans.said_forms import AskForm, ReplyForm
from tandem.plans.views.shown import plan_in, room_context
from tandem.sittings.room import Room, room_for


@require_http_methods(["GET", "POST"])
def asks(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask(person=room.person, setting=room.setting(request), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused.sentence, "words")
        else:
            return redirect(room.url("asks"))
    return _page(request, room, form)


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, sitting: UUID, ask: UUID) -> HttpResponse:
    """The worker answers, or the person says something to the answer (`is_it`)."""
    room = room_for(request, sitting, to="answer")
    if request.method == "GET":
        return redirect(room.url("asks"))
    plan = plan_in(room)
    if not any(one.id == ask for one in plan.asks):
        raise Http404
    form = ReplyForm(request.POST, auto_id=f"reply_{ask}_%s")
    is_it = request.POST.get("is_it", "")
    if not room.may_speak_as("person" if is_it else "worker"):
        raise Http404
    if form.is_valid():
        told: dict[str, Any] = {"person": room.person, "setting": room.setting(request)}
        told |= {"to": ask, "act": form.cleaned_data["act"], "words": form.cleaned_data["words"]}
        try:
            if is_it:
                say_to_answer(is_it=form.cleaned_data["is_it"], **told)
            else:
                answer_ask(**told)
        except Refused as refused:
            # Its box may be gone, answered meanwhile: the words are given back by themselves.
            form.refuse(refused.sentence)
            return _page(request, room, AskForm(), form, ask, lost=(form.cleaned_data["words"],))
        return redirect(room.url("asks"))
    return _page(request, room, AskForm(), form, ask)


def _page(
    request: HttpRequest,
    room: Room,
    form: AskForm,
    reply_form: ActForm | None = None,
    replied: UUID | None = None,
    lost: tuple[str, ...] = (),
) -> HttpResponse:
    is_refused = form.is_bound or reply_form is not None
    context = room_context(
        room,
        plan_in(room),
        form=form,
        reply_form=reply_form or ReplyForm(),
        replied=replied,
        lost=[words for words in lost if words],
    )
    return render(request, "plans/asks.html", context, status=422 if is_refused else 200)
