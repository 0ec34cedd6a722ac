"""Pages of a room; included once for each of its doors."""

from django.urls import URLPattern, path

from tandem.assessments.views import (
    after,
    card,
    checks,
    differences,
    fairness,
    levels,
    newer,
    own,
    print,
    prompts,
    sheet,
    talks,
    wishes,
)


def of_a_sheet(at: str = "", named: str = "") -> list[URLPattern]:
    """The pages that the sheet and every short check have (`OF_A_SHEET` in the room)."""
    return [
        path(f"{at}area/<slug:area>/answer", sheet.answer, name=f"{named}answer"),
        path(f"{at}area/<slug:area>/rows", sheet.rows, name=f"{named}rows"),
        path(f"{at}area/<slug:area>", sheet.area, name=f"{named}area"),
        path(f"{at}differences", differences.differences, name=f"{named}differences"),
        path(f"{at}talk/<str:item>", talks.talk, name=f"{named}talk"),
        path(
            f"{at}talk/<str:item>/<uuid:talk>/<slug:step>",
            talks.talk_step,
            name=f"{named}talk_step",
        ),
        path(f"{at}differ/<str:item>", differences.differ, name=f"{named}differ"),
        path(f"{at}fair/<uuid:talk>", fairness.fair, name=f"{named}fair"),
    ]


urlpatterns = [
    *of_a_sheet(),
    path("", prompts.here, name="here"),
    path("welcome", prompts.welcome, name="welcome"),
    path("prompt/<slug:step>", prompts.prompt, name="prompt"),
    path("screen", prompts.screen, name="screen"),
    path("screen/tap", prompts.tap, name="tap"),
    path("areas", sheet.areas, name="areas"),
    path("areas/pick", sheet.pick, name="pick"),
    path("areas/more", sheet.more, name="more"),
    path("areas/newer", newer.in_room, name="newer"),
    path("areas/open", sheet.open_shut, name="open_shut"),
    path("areas/first", sheet.first, name="first"),
    path("areas/first/pick", sheet.pick_first, name="pick_first"),
    path("levels", levels.levels, name="levels"),
    path("levels/<uuid:level>", levels.differ_level, name="differ_level"),
    path("picture", differences.chart, name="chart"),
    path("picture/<uuid:since>", differences.chart, name="chart_since"),
    path("wishes", wishes.in_room, name="wishes"),
    path("card", card.in_room, name="card"),
    path("card/print", card.on_paper_in_room, name="print_card"),
    path("blank", print.blank_in_room, name="blank"),
    path("after", after.after, name="after"),
    path("own", own.own, name="own"),
    path("checks", checks.checks, name="checks"),
    path("check/<slug:check>", checks.areas, name="check_areas"),
    path("check/<slug:check>/rounds", checks.rounds, name="check_rounds"),
    path("check/<slug:check>/newer", newer.in_room, name="check_newer"),
    *of_a_sheet("check/<slug:check>/", "check_"),
]
