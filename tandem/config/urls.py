from django.urls import include, path

from tandem.config.health import healthz

# The pages of a room are the same through all three doors; the door says who acts.
room = [
    path("", include("tandem.assessments.room_urls")),
    path("", include("tandem.sittings.room_urls")),
    path("", include("tandem.plans.room_urls")),
    path("", include("tandem.own_page.room_urls")),
    path("", include("tandem.fund.room_urls")),
]

urlpatterns = [
    # Addresses are tried in this order: a sitting's own come first, they are asked most often.
    path("together/<uuid:sitting>/", include((room, "together"))),
    path("beside/<uuid:sitting>/", include((room, "beside"))),
    path("desk/<uuid:sitting>/", include((room, "desk"))),
    path("healthz", healthz, name="healthz"),
    path("", include("tandem.ui.urls")),
    path("", include("tandem.home.urls")),
    path("", include("tandem.insight.urls")),
    path("", include("tandem.people.signin_urls")),
    path("", include("tandem.levels.urls")),
    path("", include("tandem.restricted.urls")),
    path("", include("tandem.people.urls")),
    path("", include("tandem.sittings.urls")),
    path("", include("tandem.assessments.urls")),
    path("", include("tandem.plans.urls")),
    path("", include("tandem.fund.urls")),
    path("", include("tandem.preparation.urls")),
    path("", include("tandem.own_page.urls")),
]

handler400 = "tandem.ui.views.too_much"
handler404 = "tandem.ui.views.not_found"
handler500 = "tandem.ui.views.broken"
