"""The person's own page, alone with their phone. No title or address says what it is for, and
whoever has no right to it is told the same, whatever the reason."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tandem.audit.actions import nothing_shown
from tandem.own_page.access import COOKIE, device_with, devices_of, stage_of
from tandem.own_page.actions import devices as actions
from tandem.own_page.door import Own, context, left_alone, persons_own
from tandem.own_page.looks import looks_at
from tandem.own_page.page import lines_of, own_leaves, own_plan, own_words
from tandem.own_page.passkeys import made, question_to_make
from tandem.own_page.rules import DEVICE_LIVES
from tandem.own_page.soon import standing_of
from tandem.plans.answer_forms import answers
from tandem.plans.done import done_lately, is_told
from tandem.plans.forks import forks, parts
from tandem.plans.receipt import copies
from tandem.preparation.door import LetIn, opening
from tandem.preparation.rules import read_token
from tandem.sittings.gate import digest


@require_http_methods(["GET", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    nothing_shown()
    device = device_with(request.COOKIES.get(COOKIE, ""))
    if (
        device
        and stage_of(device) in ("open", "idle")
        and device.token_hash == digest(read_token(token))
    ):
        return redirect("own_page:page")
    return opening(request, COOKIE, "own_page:page", lambda pin: _let_in(token, pin))


def _let_in(token: str, pin: str) -> LetIn | None:
    opened = actions.open_link(token=token, pin=pin)
    if opened is None:
        return None
    seconds = int(DEVICE_LIVES.total_seconds())
    return LetIn(opened.secret, opened.row.page.person_id, seconds)


@require_http_methods(["GET", "POST"])
@persons_own
def page(request: HttpRequest, own: Own) -> HttpResponse:
    names = own.names
    found = own_plan(own.person, names)
    shown = context(
        own,
        names,
        plan=found,
        thread=found.thread,
        mine=lines_of(found, is_own=True),
        theirs=lines_of(found, is_own=False),
        done=done_lately(found, names, timezone.localdate()),
        tells_done=is_told(found.said),
        soon=standing_of(own.person, names),
        leaves=own_leaves(),
    )
    return left_alone(render(request, "own_page/page.html", shown))


@require_http_methods(["GET", "POST"])
@persons_own
def plan(request: HttpRequest, own: Own) -> HttpResponse:
    names = own.names
    found = own_plan(own.person, names)
    numbers = {str(one.goal.pk): one.goal.number for one in found.goals}
    shown = context(
        own,
        names,
        plan=found,
        answer_words=dict(answers()),
        may_write=False,
        forks=forks(found.said, names),
        fork_headings=parts(),
        copies=copies(found.said, numbers),
    )
    return left_alone(render(request, "own_page/plan.html", shown))


@require_http_methods(["GET", "POST"])
@persons_own
def words(request: HttpRequest, own: Own) -> HttpResponse:
    """What they said, in their own voice, wherever it stands."""
    names = own.names
    shown = context(own, names, areas=own_words(own.person, names))
    return left_alone(render(request, "own_page/words.html", shown))


@require_http_methods(["GET", "POST"])
@persons_own
def looks(request: HttpRequest, own: Own) -> HttpResponse:
    shown = context(own, own.names, days=looks_at(own.person))
    return left_alone(render(request, "own_page/looks.html", shown))


@require_http_methods(["GET", "POST"])
@persons_own
def devices(request: HttpRequest, own: Own) -> HttpResponse:
    found = {str(one.pk): one for one in devices_of(own.device.page)}
    for verb, act in (("end", actions.end_device), ("take", actions.drop_passkey)):
        if request.method == "POST" and verb in request.POST:
            if request.POST[verb] not in found:
                raise Http404
            act(by=own.by, device=found[request.POST[verb]])
            return redirect("own_page:devices")
    is_sent = "credential" in request.POST
    if is_sent and (passkey := made(request, own.device, request.POST["credential"])):
        actions.keep_passkey(by=own.by, device=own.device, passkey=passkey)
        return redirect("own_page:devices")
    shown = context(
        own,
        own.names,
        devices=found.values(),
        here=own.device.pk,
        question=None if own.device.passkey else question_to_make(request, own.device),
        is_wrong=is_sent,
    )
    return render(request, "own_page/devices.html", shown, status=422 if is_sent else 200)


@require_http_methods(["GET", "POST"])
@persons_own
def switch_off(request: HttpRequest, own: Own) -> HttpResponse:
    """By the person, on any of their devices; on again only in person."""
    if request.method == "POST" and request.POST.get("off") == "yes":
        actions.switch_off(by=own.by, person=own.person)
        return redirect("preparation:calendar")
    has_passkey = any(one.passkey for one in devices_of(own.device.page))
    return render(request, "own_page/off.html", context(own, own.names, has_passkey=has_passkey))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Quickly, to a page that says nothing. The way back shows nothing until the PIN is given."""
    nothing_shown()
    if device := device_with(request.COOKIES.get(COOKIE, "")):
        actions.leave(device)
    response = redirect("preparation:calendar")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
