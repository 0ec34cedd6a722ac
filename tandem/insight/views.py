from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from tandem.assessments.checks import ENGAGEMENT
from tandem.assessments.speaker import Speaker
from tandem.audit.actions import nothing_shown
from tandem.insight import queries
from tandem.insight.forms import PageForm
from tandem.insight.rules.small import FEWEST, Hidden
from tandem.insight.rules.tallies import told_of
from tandem.instruments.loader import newest
from tandem.instruments.models import HOME
from tandem.lib.shares import ENOUGH
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


@staff_only(Role.MANAGER, Role.ADMINISTRATOR)
@require_GET
def differences(request: HttpRequest) -> HttpResponse:
    """How both see it and how talks ended, at the newest tally. No worker is counted, and no two
    teams stand side by side: it is not a table of anyone's marks."""
    user = user_of(request)
    nothing_shown()
    tallies = queries.tallies_of(user.organisation_id, user.team_id)
    areas = [area for area in newest(HOME).areas if any(item.pair for item in area.items)]
    asked = [
        item for item in newest(ENGAGEMENT).items if item.party == "person" and item.rule == "need"
    ]
    say = Speaker((get_language() or "en")[:2], {"worker": gettext("my worker")})
    scopes = []
    if tallies.whole:
        keys = [area.key for area in areas]
        if user.has(Role.MANAGER) and user.team and tallies.team:
            scopes.append((user.team.name, told_of(tallies.team, keys, tallies.whole)))
        scopes.append((user.organisation.name, told_of(tallies.whole, keys)))
    context: dict[str, Any] = {
        "on": tallies.on,
        "scopes": scopes,
        "areas": [(area.key, say.say(area.name)) for area in areas],
        "asked": [(item.key, say.say(item.prompt)) for item in asked],
        "fewest": FEWEST,
        "enough": ENOUGH,
        "hidden": Hidden,
    }
    return render(request, "insight/differences.html", context)
