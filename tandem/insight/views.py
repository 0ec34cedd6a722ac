from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tandem.insight import queries
from tandem.insight.forms import PageForm
from tandem.insight.rules import FEWEST, Hidden
from tandem.people.access import staff_only, user_of
from tandem.people.models import Role


@staff_only(Role.MANAGER, Role.ADMINISTRATOR)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """A manager's team and the organisation; for an administrator each team's work as well. Nobody
    is named, and no member of staff is counted: these are not marks for anybody."""
    user, today = user_of(request), timezone.localdate()
    whole = queries.of_organisation(user.organisation_id, today)
    is_leading = user.has(Role.MANAGER) and user.team_id is not None
    team = queries.of_team(user.team_id, user.organisation_id, today) if user.team_id else None
    context: dict[str, Any] = {
        "organisation": user.organisation,
        "whole": whole,
        "views": queries.views_of(whole),
        "team": team if is_leading else None,
        "team_name": user.team.name if user.team else "",
        "team_views": queries.views_of(team, whole=whole) if team else None,
        "fewest": FEWEST,
        "hidden": Hidden,
        "teams": None,
    }
    if user.has(Role.ADMINISTRATOR):
        context["after"] = after = PageForm.after_of(request)
        context["teams"] = queries.teams_of(user, today, after=after)
    return render(request, "insight/figures.html", context)
