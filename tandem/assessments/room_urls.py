"""Pages of a room; included once for each of its doors."""

from django.urls import path

from tandem.assessments.views import differences, fairness, print, prompts, sheet, talks

urlpatterns = [
    path("area/<slug:area>/answer", sheet.answer, name="answer"),
    path("area/<slug:area>/rows", sheet.rows, name="rows"),
    path("area/<slug:area>", sheet.area, name="area"),
    path("", prompts.here, name="here"),
    path("welcome", prompts.welcome, name="welcome"),
    path("prompt/<slug:step>", prompts.prompt, name="prompt"),
    path("screen", prompts.screen, name="screen"),
    path("screen/tap", prompts.tap, name="tap"),
    path("areas", sheet.areas, name="areas"),
    path("areas/pick", sheet.pick, name="pick"),
    path("areas/more", sheet.more, name="more"),
    path("areas/open", sheet.open_shut, name="open_shut"),
    path("areas/first", sheet.first, name="first"),
    path("areas/first/pick", sheet.pick_first, name="pick_first"),
    path("differences", differences.differences, name="differences"),
    path("picture", differences.chart, name="chart"),
    path("picture/<uuid:since>", differences.chart, name="chart_since"),
    path("talk/<str:item>", talks.talk, name="talk"),
    path("talk/<str:item>/<uuid:talk>/<slug:step>", talks.talk_step, name="talk_step"),
    path("differ/<str:item>", differences.differ, name="differ"),
    path("blank", print.blank_in_room, name="blank"),
    path("fair/<uuid:talk>", fairness.fair, name="fair"),
]
