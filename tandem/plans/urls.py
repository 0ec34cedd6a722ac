from django.urls import path

from tandem.plans.views import desk

app_name = "plans"
urlpatterns = [
    path("people/<uuid:person>/plan", desk.read, name="read"),
    path("people/<uuid:person>/plan/print", desk.print_plan, name="print"),
    path("people/<uuid:person>/plan/alone", desk.alone, name="alone"),
    path("people/<uuid:person>/plan/steps/<uuid:step>/mark", desk.mark, name="mark_step"),
]
