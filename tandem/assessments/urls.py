from django.urls import path

from tandem.assessments.views import desk

app_name = "assessments"
urlpatterns = [
    path("people/<uuid:person>/sheet", desk.read, name="read"),
    path("people/<uuid:person>/sheet/<uuid:sitting>", desk.read, name="read_sitting"),
]
