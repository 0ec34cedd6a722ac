from django.urls import path

from tandem.assessments.views import desk, fairness, instruments, print

app_name = "assessments"
urlpatterns = [
    path("asked-for-someone-else", fairness.asked, name="asked"),
    path("instruments", instruments.library, name="library"),
    path("instruments/new", instruments.bring_in, name="add_instrument"),
    path("instruments/new/<uuid:file>", instruments.check, name="check_instrument"),
    path("instruments/<slug:key>/<int:version>", instruments.instrument, name="instrument"),
    path(
        "instruments/<slug:key>/<int:version>/changes",
        instruments.changed,
        name="instrument_changes",
    ),
    path(
        "instruments/<slug:key>/<int:version>/form.xlsx", instruments.form, name="instrument_form"
    ),
    path("instruments/<slug:key>/<int:version>/print", instruments.paper, name="instrument_print"),
    path(
        "instruments/<slug:key>/<int:version>/areas/<slug:area>",
        instruments.area,
        name="instrument_area",
    ),
    path("people/<uuid:person>/sheet", desk.read, name="read"),
    path("people/<uuid:person>/sheet/copy", desk.copy, name="copy"),
    path("people/<uuid:person>/sheet/<uuid:sitting>", desk.read, name="read_sitting"),
    path("people/<uuid:person>/sheet/print", print.filled, name="print"),
    path("people/<uuid:person>/sheet/<uuid:sitting>/print", print.filled, name="print_sitting"),
    path("people/<uuid:person>/sheet/paper", print.paper, name="paper"),
    path("people/<uuid:person>/sheet/blank", print.blank, name="blank"),
]
