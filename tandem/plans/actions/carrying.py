"""What the two say becomes of a goal in a new period: an entry for each choice."""

from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.plans import carrying
from tandem.plans.actions.goals import let_go_goal, put_off_goal
from tandem.plans.actions.plan import cleaned, held, say, stored
from tandem.plans.models import Goal
from tandem.voices.actions import Setting
from tandem.voices.models import Kind


@transaction.atomic
def carry_goal(
    *, goal: Goal, setting: Setting, act: UUID, party: str, choice: str, why: str = ""
) -> None:
    """It goes on as it stands, waits for later, or is let go with a reason."""
    thread = held(goal.thread_id)
    goal.refresh_from_db()
    if choice not in carrying.CHOICES:
        raise Refused(_("Choose what becomes of it."))
    if stored(act) is None and goal.state != "active":
        raise Refused(_("This goal is not open now."))
    value = {"carried": choice}
    if choice == carrying.LET_GO:
        value["why"] = cleaned(why, _("Write why you let it go."))
    about = carrying.about(goal.pk)
    if not say(thread, act, setting, kind=Kind.NOTE, about=about, party=party, value=value):
        return
    then = uuid5(act, "goal")
    if choice == carrying.LATER:
        put_off_goal(goal=goal, setting=setting, act=then, party=party)
    if choice == carrying.LET_GO:
        let_go_goal(goal=goal, setting=setting, act=then, party=party, why=value["why"])
