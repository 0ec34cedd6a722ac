"""Pages of a room; included once for each of its doors."""

from django.urls import path

from tandem.plans.views import agreements, goals, plan, steps

urlpatterns = [
    path("plan", plan.plan, name="plan"),
    path("plan/part", plan.plan_part, name="plan_part"),
    path("plan/print", plan.print_plan, name="print_plan"),
    path("plan/promise", steps.promise, name="promise"),
    path("plan/goals/add", goals.add_goal, name="add_goal"),
    path("plan/goals/<uuid:goal>", goals.goal, name="goal"),
    path("plan/goals/<uuid:goal>/reword", goals.reword_goal, name="reword_goal"),
    path("plan/goals/<uuid:goal>/mark", goals.mark_goal, name="mark_goal"),
    path("plan/goals/<uuid:goal>/steps/add", steps.add_step, name="add_step"),
    path("plan/goals/<uuid:goal>/asking", agreements.set_asking, name="set_asking"),
    path("plan/goals/<uuid:goal>/agree", agreements.worker_agree_goal, name="worker_agree_goal"),
    path("plan/steps/<uuid:step>/change", steps.change_step, name="change_step"),
    path("plan/steps/<uuid:step>/mark", steps.mark_step, name="mark_step"),
    path("agree", agreements.agree, name="agree"),
    path("agree/<uuid:goal>", agreements.agree_goal, name="agree_goal"),
]
