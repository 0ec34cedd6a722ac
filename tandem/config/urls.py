from django.urls import include, path

from tandem.config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("tandem.ui.urls")),
    path("", include("tandem.home.urls")),
    path("", include("tandem.people.urls")),
    path("", include("tandem.sittings.urls")),
]
