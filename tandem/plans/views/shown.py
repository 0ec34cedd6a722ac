"""What several pages of the plan need: the plan as this reader sees it, in this room."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from tandem.people.models import Person
from tandem.plans.again import Again, Asking, again
from tandem.plans.answer_forms import answers
from tandem.plans.done import done_lately, is_told
from tandem.plans.forks import forks, parts
from tandem.plans.history import last_time
from tandem.plans.queries import ShownPlan, plan_of
from tandem.plans.reasons import Names
from tandem.plans.whole import ABOUT
from tandem.sittings.models import Held
from tandem.sittings.room import Room


def plan_in(room: Room) -> ShownPlan:
    return shown_plan(room.person, room.names, mode=room.sitting.mode)


def shown_plan(person: Person, names: Names, *, mode: str) -> ShownPlan:
    return plan_of(person, names, mode=mode, today=timezone.localdate())


def party_of(room: Room) -> str:
    """Whose voice a change is made with: on their own device the person's, else both's."""
    return "person" if room.is_persons_device else "both"


def since(room: Room) -> date | None:
    """Days that are named on paper lie after the day of its sitting, not after today."""
    return room.sitting.held_on if room.sitting.held == Held.PAPER else None


def plan_context(plan: ShownPlan, sitting: UUID | None = None, **more: Any) -> dict[str, Any]:
    """`sitting` is the one that is open; what came before it is known to both."""
    known = last_time(plan.said, sitting)
    return {
        "plan": plan,
        "known_on": known.happened_on if known else None,
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
            plan,
            room.sitting.pk,
            frame=room.frame_in_hands,
            live_url=live_url,
            may_write_for=room.parties,
            sends_acts=True,
            again=asked_again(plan, room),
            done=done_lately(plan, room.names, timezone.localdate()),
            tells_done=is_told(plan.said),
            **forks_context(plan, room.names),
            **more,
        )
    )


def forks_context(plan: ShownPlan, names: Names) -> dict[str, Any]:
    return {"forks": forks(plan.said, names), "fork_headings": parts()}


def asked_again(plan: ShownPlan, room: Room) -> Again:
    """On paper nobody can be asked: the person answers with their own hands, on a screen."""
    if room.door == "desk":
        return Again()
    goals = [Asking(f"goal/{one.goal.pk}", one.person, one.worker) for one in plan.active]
    whole = Asking(ABOUT, plan.whole.person, plan.whole.worker)
    return again(plan.said, goals, whole, room.sitting.pk)


def plan_at(room: Room, goal: UUID) -> str:
    """The plan with this goal open, and in sight: where one acted in it."""
    return f"{room.url('plan')}?goal={goal}#goal-{goal}"
