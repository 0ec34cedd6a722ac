from django.urls import path

from tandem.restricted import views

app_name = "restricted"
urlpatterns = [
    path("people/<uuid:person>/apart", views.keep, name="keep"),
    path("people/<uuid:person>/apart/open", views.open_notes, name="open"),
    path("people/<uuid:person>/apart/<uuid:note>", views.correct, name="correct"),
    path("organisation/readers", views.readers, name="readers"),
    path("organisation/readers/<uuid:reader>/end", views.end, name="end"),
]
