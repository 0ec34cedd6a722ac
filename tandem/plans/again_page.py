"""What a sitting asks again, for pages that show no plan: two questions to the database."""

from uuid import UUID

from django.utils.translation import gettext as _

from tandem.assessments.areas_page import Onward
from tandem.plans import whole
from tandem.plans.again import Again, Asking, again
from tandem.plans.answered import answered
from tandem.plans.rows import goals_of
from tandem.plans.voluntary import without_order
from tandem.sittings.room import Room
from tandem.voices.fold import Said
from tandem.voices.queries import told_of


def on_the_areas(room: Room) -> Onward | None:
    """A line for the page of areas, where the plan has something to be asked again."""
    found = again_in(room)
    if not found:
        return None
    if found.new_words or found.is_plan_new:
        sentence = _("The plan has words to answer again.")
    else:
        sentence = _("The plan waits for an answer.")
    return Onward(sentence, room.url("plan"), _("Look at the plan"))


def again_in(room: Room) -> Again:
    """On paper nobody can be asked."""
    own = told_of(room.person.pk, ("plan",)).get("plan")
    if own is None or room.door == "desk":
        return Again()
    said = own.said if room.is_statutory else without_order(own.said)
    told, _order = goals_of(own.thread.pk)
    active = [
        (one.goal, answered(one, _about(said, one.goal.pk), is_statutory=room.is_statutory))
        for one in told
        if one.goal.state == "active"
    ]
    reached = [one.goal.number for one in told if one.goal.state == "done"]
    now = whole.text(whole.Part(goal.number, at.text, goal.is_later) for goal, at in active)
    person, worker = (whole.agreement(now, said, party, reached) for party in ("person", "worker"))
    return again(
        said,
        [Asking(f"goal/{goal.pk}", at.person, at.worker) for goal, at in active],
        Asking(whole.ABOUT, person, worker),
        room.sitting.pk,
    )


def _about(said: list[Said], goal: UUID) -> list[Said]:
    return [one for one in said if one.about.removesuffix("/asking") == f"goal/{goal}"]
