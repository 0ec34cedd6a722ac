"""Goals: added, reworded, reached, let go, brought back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.people.models import Person
from tandem.plans import rules
from tandem.plans.actions.plan import cleaned, held, held_plan, say, stored
from tandem.plans.models import Goal, GoalReason
from tandem.plans.reasons import answered_entries
from tandem.voices.actions import Setting
from tandem.voices.models import Kind, Party


@transaction.atomic
def add_goal(
    *,
    person: Person,
    setting: Setting,
    act: UUID,
    words: str,
    because: Sequence[str],
    origin: str,
) -> Goal:
    """A goal in somebody's words, tied to what was said on the sheet.

    `because` are keys of answered items, one at least. `origin` says whose words they are. The
    act's id is the goal's own, so that a repeat finds it.
    """
    thread = held_plan(person)
    words = cleaned(words, _("Write the goal first. A few words are enough."))
    keys = list(dict.fromkeys(because))
    value = {"words": words, "state": "active", "origin": str(Party(origin)), "because": keys}
    reasons: dict[str, UUID] = {}
    if stored(act) is None:
        reasons = answered_entries(person, keys, sitting=setting.sitting)
        if not keys or len(reasons) < len(keys):
            raise Refused(_("Choose at least one thing that this goal comes from."))
        if thread.goals.filter(state="active").count() >= rules.MOST_GOALS:
            raise Refused(_("There are many goals here. Let one go before you add one more."))
    about = f"goal/{act}"
    if not say(thread, act, setting, kind=Kind.GOAL, about=about, party=origin, value=value):
        return Goal.objects.get(pk=act)
    last = thread.goals.aggregate(last=Max("number"))["last"] or 0
    goal = Goal.objects.create(
        pk=act,
        thread=thread,
        number=last + 1,
        words=words,
        language=setting.language,
        origin=origin,
    )
    GoalReason.objects.bulk_create(
        GoalReason(goal=goal, about=key, entry_id=entry) for key, entry in reasons.items()
    )
    return goal


@transaction.atomic
def reword_goal(
    *, goal: Goal, setting: Setting, act: UUID, party: str, words: str, origin: str
) -> None:
    """Other words for the same goal, and whose these are. The old ones stay in the plan's thread.

    `party` is the voice that may change it, `origin` whose words they are, as in `add_goal`.
    """
    kept = cleaned(words, _("Write the goal first. A few words are enough."))
    if not rules.may_change(party, goal.origin):
        raise Refused(_("These are not your words to change. Say what you think of them instead."))
    whose = str(Party(origin))
    if party != "both" and kept == goal.words:
        whose = goal.origin  # One alone who leaves the words takes nothing from the other.
    asked = {"words": kept, "origin": whose}
    _change(goal, setting, act, whose, asked, language=setting.language)


@transaction.atomic
def reach_goal(*, goal: Goal, setting: Setting, act: UUID, party: str) -> None:
    _change(goal, setting, act, party, {"state": "done"})


@transaction.atomic
def let_go_goal(*, goal: Goal, setting: Setting, act: UUID, party: str) -> None:
    _change(goal, setting, act, party, {"state": "let_go"})


@transaction.atomic
def bring_back_goal(*, goal: Goal, setting: Setting, act: UUID, party: str) -> None:
    _change(goal, setting, act, party, {"state": "active"})


def _change(
    goal: Goal,
    setting: Setting,
    act: UUID,
    party: str,
    asked: dict[str, str],
    *,
    language: str = "",
) -> None:
    thread = held(goal.thread_id)
    goal.refresh_from_db()
    if all(getattr(goal, name) == wanted for name, wanted in asked.items()) and not stored(act):
        return  # It stands so already: there is nothing to say.
    value: dict[str, Any] = {
        "words": goal.words,
        "state": goal.state,
        "origin": goal.origin,
        "because": list(goal.reasons.order_by("pk").values_list("about", flat=True)),
        **asked,
    }
    about = f"goal/{goal.pk}"
    if not say(
        thread, act, setting, kind=Kind.GOAL, about=about, party=party, value=value, asked=asked
    ):
        return
    for name, wanted in asked.items():
        setattr(goal, name, wanted)
    goal.language = language or goal.language
    goal.save(update_fields=[*asked, "language"])
