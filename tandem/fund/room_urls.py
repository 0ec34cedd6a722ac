"""Pages of a room; included once for each of its doors."""

from django.urls import path

from tandem.fund.views import room
from tandem.sittings.acts import as_act

urlpatterns = [
    path("fund", room.fund, name="fund"),
    path("fund/<uuid:asked>", room.one, name="fund_request"),
    path("fund/<uuid:asked>/changed", as_act(room.changed), name="fund_changed"),
    path("fund/<uuid:asked>/others", room.lend, name="lend"),
    path("plan/goals/<uuid:goal>/fund", as_act(room.ask), name="ask_fund"),
]
