from django.urls import path

from tandem.assessments.views import (
    after,
    card,
    desk,
    fairness,
    fates,
    instruments,
    levels,
    manuscript_areas,
    manuscript_lists,
    manuscripts,
    newer,
    practice,
    print,
    questions,
    when,
    wishes,
)

WRITTEN = "instruments/written/<uuid:manuscript>"

app_name = "assessments"
urlpatterns = [
    path("card", card.show, name="card"),
    path("card/print", card.on_paper, name="print_card"),
    path("asked-for-someone-else", fairness.asked, name="asked"),
    path("said-after-sittings", after.said_after, name="said_after"),
    path("people/<uuid:person>/levels", levels.levels_at_desk, name="levels"),
    path("people/<uuid:person>/wishes", wishes.at_desk, name="wishes"),
    path("people/<uuid:person>/checks", desk.checks, name="checks"),
    path("instruments", instruments.library, name="library"),
    path("instruments/new", instruments.bring_in, name="add_instrument"),
    path("instruments/new/<uuid:file>", instruments.check, name="check_instrument"),
    path("instruments/written/new", manuscripts.begin, name="begin_manuscript"),
    path(f"{WRITTEN}", manuscripts.manuscript, name="manuscript"),
    path(f"{WRITTEN}/areas/<slug:area>", manuscript_areas.area, name="manuscript_area"),
    path(f"{WRITTEN}/areas/<slug:area>/parts", manuscript_lists.parts, name="manuscript_parts"),
    path(f"{WRITTEN}/became", fates.fates, name="manuscript_fates"),
    path(f"{WRITTEN}/became/<str:item>", fates.fate, name="manuscript_fate"),
    path(f"{WRITTEN}/signs", manuscript_lists.constructs, name="manuscript_constructs"),
    path(f"{WRITTEN}/questions/<str:item>", questions.question, name="manuscript_question"),
    path(f"{WRITTEN}/questions/<str:item>/when", when.when, name="manuscript_when"),
    path(f"{WRITTEN}/questions/<str:item>/when/line", when.line, name="manuscript_line"),
    path(f"{WRITTEN}/preview/<slug:area>", manuscripts.preview, name="manuscript_preview"),
    path(f"{WRITTEN}/form.xlsx", manuscripts.form, name="manuscript_form"),
    path("instruments/<slug:key>/offer", instruments.offer, name="offer_instrument"),
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
    path("people/<uuid:person>/sheet/newer", newer.at_desk, name="newer"),
    path("people/<uuid:person>/sheet/<uuid:sitting>", desk.read, name="read_sitting"),
    path(
        "people/<uuid:person>/talks/<uuid:talk>/reflection", practice.reflection, name="reflection"
    ),
    path("reflections", practice.shared, name="reflections"),
    path("people/<uuid:person>/sheet/then", desk.then, name="then"),
    path("people/<uuid:person>/sheet/print", print.filled, name="print"),
    path("people/<uuid:person>/sheet/<uuid:sitting>/print", print.filled, name="print_sitting"),
    path("people/<uuid:person>/sheet/paper", print.paper, name="paper"),
    path("people/<uuid:person>/sheet/blank", print.blank, name="blank"),
]
