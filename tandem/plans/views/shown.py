"""What several pages of the plan need: the plan as this reader sees it, in this room."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from tandem.people.models import Person
from tandem.plans.forms import answers
from tandem.plans.queries import ShownPlan, plan_of
from tandem.plans.reasons import Names
from tandem.sittings.room import Room


def plan_in(room: Room) -> ShownPlan:
    return shown_plan(room.person, room.names, mode=room.sitting.mode)


def shown_plan(person: Person, names: Names, *, mode: str, order: str = "") -> ShownPlan:
    return plan_of(person, names, mode=mode, today=timezone.localdate(), order=order)


def party_of(room: Room) -> str:
    """Whose voice a change is made with: on their own device the person's, else both's."""
    return "person" if room.is_persons_device else "both"


def plan_context(plan: ShownPlan, **more: Any) -> dict[str, Any]:
    return {
        "plan": plan,
        "thread": plan.thread,
        "new_act": uuid4,
        "answer_words": dict(answers()),
        **more,
    }


def room_context(room: Room, plan: ShownPlan, **more: Any) -> dict[str, Any]:
    # Paper has no other screen to hear from.
    live_url = "" if room.door == "desk" else f"/live/{room.door}/{room.sitting.pk}"
    return room.context(
        **plan_context(
            plan, frame=frame_of(room), live_url=live_url, may_write_for=room.parties, **more
        )
    )


def frame_of(room: Room) -> str:
    return "ui/handed.html" if room.door == "together" and room.sitting.handed else room.frame
