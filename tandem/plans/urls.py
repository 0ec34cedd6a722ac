from django.urls import path

from tandem.plans.views import coaching, desk, examples, meetings, order, owed, story

app_name = "plans"
urlpatterns = [
    path("unusual", coaching.unusual, name="unusual"),
    path("unusual/earlier", examples.look, name="examples"),
    path("unusual/<uuid:decision>", coaching.see_unusual, name="see_unusual"),
    path("unusual/<uuid:decision>/example", examples.offer, name="example"),
    path("unusual/<uuid:decision>/example/end", examples.end, name="end_example"),
    path("people/<uuid:person>/answers", owed.answers, name="answers"),
    path("people/<uuid:person>/plan", desk.read, name="read"),
    path("people/<uuid:person>/story/<str:item>", story.story_at_desk, name="story"),
    path("people/<uuid:person>/plan/print", desk.print_plan, name="print"),
    path("people/<uuid:person>/meeting", meetings.at_desk, name="meeting"),
    path("people/<uuid:person>/plan/alone", desk.alone, name="alone"),
    path("people/<uuid:person>/plan/steps/<uuid:step>/mark", desk.mark, name="mark_step"),
    path("people/<uuid:person>/requirements", order.requirements, name="requirements"),
    path("people/<uuid:person>/requirements/new", order.add, name="add_requirement"),
    path("people/<uuid:person>/requirements/<uuid:requirement>", order.count, name="count"),
    path("people/<uuid:person>/requirements/<uuid:requirement>/end", order.end, name="end"),
]
