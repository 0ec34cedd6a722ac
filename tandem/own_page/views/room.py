"""In the room: the person switches their own page on, and opens it at once on their own device."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tandem.own_page.access import devices_of, page_of
from tandem.own_page.actions import devices as actions
from tandem.own_page.forms import SwitchOnForm
from tandem.own_page.rules import LINK_LIVES
from tandem.people.forms.refusals import refusals_into
from tandem.preparation.rules import shown
from tandem.sittings.models import Held
from tandem.sittings.room import room_for
from tandem.ui.scan import square, whole_address


@require_http_methods(["GET", "POST"])
def own_page(request: HttpRequest, sitting: UUID) -> HttpResponse:
    room = room_for(request, sitting, "answer" if request.method == "POST" else "read")
    if room.door != "together":
        raise Http404
    form = SwitchOnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            address = reverse("own_page:open", args=[shown(actions.switch_on(room=room))])
            whole = whole_address(request, address)
            context = room.context(
                address=whole,
                square=square(whole),
                minutes=int(LINK_LIVES.total_seconds() // 60),
            )
            return render(request, "own_page/link.html", context)
    page = page_of(room.person)
    context = room.context(
        form=form,
        is_on=page is not None,
        devices=devices_of(page).count() if page else 0,
        is_side_by_side=room.sitting.held == Held.SIDE_BY_SIDE,
    )
    status = 400 if form.is_bound else 200
    return render(request, "own_page/switch_on.html", context, status=status)
