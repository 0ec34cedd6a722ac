from django.urls import path

from tandem.levels import views

app_name = "levels"
urlpatterns = [
    path("people/levels", views.bring_in, name="import"),
    path("people/levels/<uuid:file>", views.check, name="check"),
    path("people/<uuid:person>/levels/<uuid:level>/off", views.off, name="off"),
]
