from django.urls import path

from tandem.preparation.views import desk, notes

app_name = "preparation"
urlpatterns = [
    path("people/<uuid:person>/prepare", desk.give, name="give"),
    path("people/<uuid:person>/prepare/off", desk.switch_off, name="switch_off"),
    # The person's own pages. No address says what they are for.
    path("n/<str:token>", notes.open_link, name="open"),
    path("notes", notes.notes, name="notes"),
    path("notes/share", notes.share, name="share"),
    path("notes/delete", notes.delete, name="delete"),
    path("notes/leave", notes.leave, name="leave"),
    path("notes/<slug:area>", notes.area, name="area"),
    path("calendar", notes.calendar, name="calendar"),
]
