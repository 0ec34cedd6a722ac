"""Steps: who does what by when. What the worker takes on is a promise: a step like any other."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.people.actor import Staff
from tandem.people.models import User
from tandem.plans import rules
from tandem.plans.actions.plan import cleaned, held, say, stored
from tandem.plans.models import Goal, Step
from tandem.voices.actions import Setting
from tandem.voices.models import Kind


@transaction.atomic
def add_step(
    *,
    goal: Goal,
    setting: Setting,
    act: UUID,
    party: str,
    who: str,
    words: str,
    due_on: date | None = None,
    worker: User | None = None,
    offer: str = "",
) -> Step:
    """A step of the person's, or a promise of the worker's (`worker`, else whoever signs in).

    `offer` is the entry of the sheet on which the worker offered it, so that it is taken up once.
    """
    thread = held(goal.thread_id)
    goal.refresh_from_db()
    words = cleaned(words, _("Write what will be done."))
    if who not in rules.WHO:
        raise Refused(_("Choose who does it."))
    if worker is None and isinstance(setting.by, Staff):
        worker = setting.by.user
    value = {
        "goal": str(goal.pk),
        "words": words,
        "who": who,
        "due_on": due_on.isoformat() if due_on else None,
        "state": "to_do",
        "offer": offer,
    }
    if stored(act) is None:
        if not rules.may_change(party, who):
            raise Refused(_("Nobody can promise something for somebody else."))
        if goal.state != "active":
            raise Refused(_("This goal is not open now. Bring it back first."))
        if goal.steps.exclude(state="dropped").count() >= rules.MOST_STEPS:
            raise Refused(_("There are many steps here. Drop one before you add one more."))
    about = f"step/{act}"
    if not say(thread, act, setting, kind=Kind.STEP, about=about, party=party, value=value):
        return Step.objects.get(pk=act)
    last = goal.steps.aggregate(last=Max("number"))["last"] or 0
    return Step.objects.create(
        pk=act,
        goal=goal,
        number=last + 1,
        words=words,
        language=setting.language,
        who=who,
        worker=worker if who == "worker" else None,
        due_on=due_on,
    )


@transaction.atomic
def change_step(
    *,
    step: Step,
    setting: Setting,
    act: UUID,
    party: str,
    words: str,
    due_on: date | None,
) -> None:
    """Other words or another day. Who does it stays: somebody else's step is another step."""
    kept = cleaned(words, _("Write what will be done."))
    if not rules.may_change(party, step.who):
        raise Refused(_("This is not your step to change. Talk about it together."))
    _change(step, setting, act, party, {"words": kept, "due_on": due_on})


@transaction.atomic
def mark_step(*, step: Step, setting: Setting, act: UUID, party: str, state: str) -> None:
    """How it stands. At the desk the worker marks the person's step as told."""
    if state not in rules.STATES:
        raise Refused(_("Choose how it stands."))
    if not rules.may_mark(party, step.who):
        raise Refused(_("This is not your step to change. Talk about it together."))
    if state == "dropped" and not rules.may_change(party, step.who):
        raise Refused(_("This is not your step to change. Talk about it together."))
    _change(step, setting, act, party, {"state": state})


def _change(step: Step, setting: Setting, act: UUID, party: str, wanted: dict[str, Any]) -> None:
    thread = held(step.goal.thread_id)
    step.refresh_from_db()
    if all(getattr(step, name) == value for name, value in wanted.items()) and not stored(act):
        return  # It stands so already: there is nothing to say.
    asked = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in wanted.items()
    }
    value = {
        "goal": str(step.goal_id),
        "words": step.words,
        "who": step.who,
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "state": step.state,
        **asked,
    }
    about = f"step/{step.pk}"
    if not say(
        thread, act, setting, kind=Kind.STEP, about=about, party=party, value=value, asked=asked
    ):
        return
    for name, new in wanted.items():
        setattr(step, name, new)
    if "words" in wanted:
        step.language = setting.language
    step.save(update_fields=[*wanted, "language"])
