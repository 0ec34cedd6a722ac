"""The caseload and the organisation. Signing in has its own list in `signin_urls`."""

from django.urls import path

from tandem.people.views import caseload, organisation, persons

app_name = "people"
urlpatterns = [
    path("people/new", persons.add, name="add"),
    path("people/<uuid:person>/correct", persons.correct, name="correct"),
    path("people/<uuid:person>/orders/new", persons.add_episode, name="add_episode"),
    path(
        "people/<uuid:person>/orders/<uuid:episode>",
        persons.correct_episode,
        name="correct_episode",
    ),
    path("people/<uuid:person>/move", persons.move, name="move"),
    path("people/import", caseload.bring_in, name="import"),
    path("people/import/<uuid:file>", caseload.check, name="import_check"),
    path("people/import/<uuid:file>/refused.csv", caseload.refused, name="import_refused"),
    path("people/import/<uuid:file>/done", caseload.done, name="import_done"),
    path("organisation", organisation.organisation, name="organisation"),
    path("organisation/answering", organisation.answering, name="answering"),
    path("organisation/teams/new", organisation.add_team, name="add_team"),
    path("organisation/teams/<int:team>", organisation.rename_team, name="rename_team"),
    path("organisation/staff/new", organisation.invite, name="invite"),
    path("organisation/staff/<uuid:user>", organisation.staff, name="staff"),
    path("organisation/staff/<uuid:user>/stop", organisation.stop, name="stop_sign_in"),
    path("organisation/staff/<uuid:user>/reset", organisation.reset, name="reset_sign_in"),
    path("people/without-a-worker", organisation.allocations, name="allocations"),
]
