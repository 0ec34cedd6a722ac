"""What was decided off the usual path, at the desk: for who coaches, and for who wrote it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tandem.audit.actions import nothing_shown
from tandem.lib.refused import Refused
from tandem.people.access import shown, staff_of, staff_only
from tandem.people.actor import Staff
from tandem.people.models import Role
from tandem.plans.actions.coaching import see_line
from tandem.plans.coaching import line_for, lines_for
from tandem.plans.examples import may_offer, offered_of
from tandem.plans.said_forms import CoachForm


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def unusual(request: HttpRequest) -> HttpResponse:
    return _page(request, staff_of(request))


@staff_only(Role.MANAGER)
@require_http_methods(["POST"])
def see_unusual(request: HttpRequest, decision: UUID) -> HttpResponse:
    by = staff_of(request)
    found = line_for(by, decision)
    if found is None:
        raise Http404
    shown(by, [found.person.pk], what="not the usual way")
    form = CoachForm(request.POST, auto_id=f"line-{decision}-%s")
    if form.is_valid():
        try:
            see_line(by=by, line=found, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused.sentence, "words")
        else:
            messages.success(request, _("It is kept."))
            return redirect("plans:unusual")
    return _page(request, by, decision, form)


def _page(
    request: HttpRequest, by: Staff, sent_to: UUID | None = None, sent: CoachForm | None = None
) -> HttpResponse:
    """A form that was refused stays with its words, though its line may wait no more."""
    lines = lines_for(by)
    shown(by, {line.person.pk for line in lines}, what="not the usual way")
    if not lines:
        nothing_shown()
    rows = [
        (line, sent if line.id == sent_to else CoachForm(auto_id=f"line-{line.id}-%s"))
        if line.id == sent_to or (line.waits and by.user.has(Role.MANAGER))
        else (line, None)
        for line in lines
    ]
    context = {
        "rows": rows,
        "sent": sent,
        "coaches": by.user.has(Role.MANAGER),
        "may_offer": may_offer(by),
        "offered": offered_of(by, [line.id for line in lines]),
    }
    return render(request, "plans/unusual.html", context, status=422 if sent else 200)
