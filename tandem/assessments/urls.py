from django.urls import path

from tandem.assessments.views import desk, fairness, print

app_name = "assessments"
urlpatterns = [
    path("asked-for-someone-else", fairness.asked, name="asked"),
    path("people/<uuid:person>/sheet", desk.read, name="read"),
    path("people/<uuid:person>/sheet/copy", desk.copy, name="copy"),
    path("people/<uuid:person>/sheet/<uuid:sitting>", desk.read, name="read_sitting"),
    path("people/<uuid:person>/sheet/print", print.filled, name="print"),
    path("people/<uuid:person>/sheet/<uuid:sitting>/print", print.filled, name="print_sitting"),
    path("people/<uuid:person>/sheet/paper", print.paper, name="paper"),
    path("people/<uuid:person>/sheet/blank", print.blank, name="blank"),
]
