"""Steps: who does what by when. What the worker takes on is a promise: a step like any other."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.people.actor import Staff
from tandem.people.models import User
from tandem.plans import rules
from tandem.plans.actions.plan import cleaned, held, say, stored
from tandem.plans.models import Goal, Step
from tandem.voices.actions import Setting
from tandem.voices.models import Kind, Thread
from tandem.voices.queries import said_in

NAME = 100  # letters of somebody's name


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
    who_name: str = "",
) -> Step:
    """A step of the person's, or a promise of the worker's (`worker`, else whoever signs in), or of
    somebody else's, whom `who_name` names.

    `offer` is the entry of the sheet on which the worker offered it, so that it is taken up once.
    """
    thread = held(goal.thread_id)
    goal.refresh_from_db()
    words = cleaned(words, _("Write what will be done."))
    if who not in rules.WHO:
        raise Refused(_("Choose who does it."))
    name = typed(who_name)[:NAME] if who in rules.SIDES else ""
    if who in rules.SIDES and not name:
        raise Refused(_("Write the name of who does it."))
    if worker is None and isinstance(setting.by, Staff):
        worker = setting.by.user
    value = {
        "goal": str(goal.pk),
        "words": words,
        "who": who,
        "due_on": due_on.isoformat() if due_on else None,
        "state": "to_do",
        "offer": offer,
        **({"who_name": name} if name else {}),
    }
    if stored(act) is None:
        if offer and _is_taken_up(thread, offer):
            raise Refused(_("This is promised already."))
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
        who_name=name,
        worker=worker if who == "worker" else None,
        due_on=due_on,
    )


def _is_taken_up(thread: Thread, offer: str) -> bool:
    said = said_in(thread.pk, kinds=[Kind.STEP])
    return any(isinstance(one.value, dict) and one.value.get("offer") == offer for one in said)


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
    """How it stands. At the desk the worker marks the person's step as told. Nothing is in its way
    any more."""
    if state not in rules.STATES:
        raise Refused(_("Choose how it stands."))
    if not rules.may_mark(party, step.who):
        raise Refused(_("This is not your step to change. Talk about it together."))
    if state == "dropped" and not rules.may_change(party, step.who):
        raise Refused(_("This is not your step to change. Talk about it together."))
    _change(step, setting, act, party, {"state": state, "stuck": ""})


@transaction.atomic
def stick_step(*, step: Step, setting: Setting, act: UUID, party: str, why: str) -> None:
    """It is stuck: what is in the way."""
    kept = cleaned(why, _("Write what is in the way."))
    if not rules.may_mark(party, step.who):
        raise Refused(_("This is not your step to change. Talk about it together."))
    if step.state not in ("to_do", "doing") and stored(act) is None:
        raise Refused(_("This step is not open now. Bring it back first."))
    _change(step, setting, act, party, {"stuck": kept})


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
        **({"who_name": step.who_name} if step.who_name else {}),
        **({"stuck": step.stuck} if step.stuck else {}),
        **asked,
    }
    if not value.get("stuck"):
        value.pop("stuck", None)
        asked.pop("stuck", None)
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
