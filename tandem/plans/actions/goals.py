"""Goals: added, reworded, put in their time and place, reached, paused, let go, brought back."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.people.models import Person
from tandem.plans import rules
from tandem.plans.access import requirement_for
from tandem.plans.actions.plan import cleaned, held, held_plan, say, stored
from tandem.plans.links import linked_entries
from tandem.plans.models import Goal, GoalReason
from tandem.plans.reasons import answered_entries
from tandem.voices.actions import Setting
from tandem.voices.models import Kind, Party, Thread
from tandem.voices.queries import said_in


@transaction.atomic
def add_goal(
    *,
    person: Person,
    setting: Setting,
    act: UUID,
    words: str,
    because: Sequence[str],
    origin: str,
    requirement: UUID | None = None,
) -> Goal:
    """A goal in somebody's words, tied to what was said on the sheet.

    `because` are keys of answered items, one at least. `origin` says whose words they are, and
    `requirement` what of the order it is there for, if it has to happen. The act's id is the goal's
    own, so that a repeat finds it.
    """
    thread = held_plan(person)
    words = cleaned(words, _("Write the goal first. A few words are enough."))
    keys = list(dict.fromkeys(because))
    value = {"words": words, "state": "active", "origin": str(Party(origin)), "because": keys}
    if requirement:
        value["requirement"] = str(requirement)
    reasons: dict[str, UUID] = {}
    if stored(act) is None:
        reasons = answered_entries(person, keys, sitting=setting.sitting)
        if not keys or len(reasons) < len(keys):
            raise Refused(_("Choose at least one thing that this goal comes from."))
        if requirement:
            requirement_for(person, requirement)
        if thread.goals.filter(state="active").count() >= rules.MOST_GOALS:
            raise Refused(_("There are many goals here. Let one go before you add one more."))
    about = f"goal/{act}"
    if not say(thread, act, setting, kind=Kind.GOAL, about=about, party=origin, value=value):
        return Goal.objects.get(pk=act)
    last = thread.goals.aggregate(number=Max("number"), place=Max("place"))
    goal = Goal.objects.create(
        pk=act,
        thread=thread,
        number=(last["number"] or 0) + 1,
        place=last["place"] or 0,
        words=words,
        language=setting.language,
        origin=origin,
        requirement_id=requirement,
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
def reach_goal(*, goal: Goal, setting: Setting, act: UUID, party: str, why: str = "") -> None:
    """`why` may say how they got there."""
    _change(goal, setting, act, party, {"state": "done", "why": _why(why)})


@transaction.atomic
def pause_goal(*, goal: Goal, setting: Setting, act: UUID, party: str, why: str = "") -> None:
    _change(goal, setting, act, party, {"state": "paused", "why": _why(why)})


@transaction.atomic
def let_go_goal(*, goal: Goal, setting: Setting, act: UUID, party: str, why: str = "") -> None:
    _change(goal, setting, act, party, {"state": "let_go", "why": _why(why)})


@transaction.atomic
def bring_back_goal(*, goal: Goal, setting: Setting, act: UUID, party: str) -> None:
    _change(goal, setting, act, party, {"state": "active"})


@transaction.atomic
def plan_goal(
    *,
    goal: Goal,
    setting: Setting,
    act: UUID,
    party: str,
    due_on: date | None,
    is_later: bool,
    gives: Sequence[str],
    protects: Sequence[str],
) -> None:
    """By when it is to be reached, and whether it is for now or for later; the goods that it gives
    and what it keeps safe, as keys of what was answered."""
    if not rules.may_change(party, goal.origin):
        raise Refused(_("This is not your goal to change. Say what you think of it instead."))
    person = held(goal.thread_id).person
    links = {"gives": list(dict.fromkeys(gives)), "protects": list(dict.fromkeys(protects))}
    found = linked_entries(person, links, sitting=setting.sitting)
    if stored(act) is None and any(len(found[role]) < len(keys) for role, keys in links.items()):
        raise Refused(_("Choose from the things on this page."))
    _change(goal, setting, act, party, {"due_on": due_on, "is_later": is_later}, links=found)


@transaction.atomic
def require_goal(
    *, goal: Goal, setting: Setting, act: UUID, party: str, requirement: UUID | None
) -> None:
    """What of the order it is there for; None where it is a free choice after all."""
    if not rules.may_change(party, goal.origin):
        raise Refused(_("This is not your goal to change. Say what you think of it instead."))
    if requirement and requirement != goal.requirement_id and stored(act) is None:
        requirement_for(held(goal.thread_id).person, requirement)
    _change(goal, setting, act, party, {"requirement_id": requirement})


@transaction.atomic
def put_off_goal(*, goal: Goal, setting: Setting, act: UUID, party: str) -> None:
    _change(goal, setting, act, party, {"is_later": True})


@transaction.atomic
def move_goal(*, goal: Goal, setting: Setting, act: UUID, party: str, up: bool) -> None:
    """A place further up or down among those that are active. All of them count their places anew;
    the entry is about the one that was moved."""
    thread = held(goal.thread_id)
    if before := stored(act):
        return _change(goal, setting, act, party, {"place": before.get("place")})
    order = list(thread.goals.filter(state="active").order_by("place", "number"))
    if goal not in order:
        raise Refused(_("This goal is not open now. Bring it back first."))
    places = {one.pk: at for at, one in enumerate(rules.moved(order, goal, up), 1)}
    if order[places[goal.pk] - 1] == goal:
        return None  # It is the first or the last already.
    _change(goal, setting, act, party, {"place": places[goal.pk]})
    for one in order:
        if one.pk != goal.pk:
            Goal.objects.filter(pk=one.pk).update(place=places[one.pk])
    return None


def _why(words: str) -> str:
    return cleaned(words, "") if typed(words) else ""


def _change(
    goal: Goal,
    setting: Setting,
    act: UUID,
    party: str,
    wanted: dict[str, Any],
    *,
    language: str = "",
    links: Mapping[str, Mapping[str, UUID]] | None = None,
) -> None:
    """`links` are the entries that it is to point at, by role and key, in place of those it has."""
    thread = held(goal.thread_id)
    goal.refresh_from_db()
    now = _links_of(goal)
    to = {role: list(keys) for role, keys in (links or {}).items()}
    stands = all(getattr(goal, name) == new for name, new in wanted.items())
    # Who closes it after the other did is kept beside them.
    if stands and wanted.get("state", "active") != "active":
        stands = party in _closed_by(thread, goal)
    if stands and all(now.get(role, []) == keys for role, keys in to.items()) and not stored(act):
        return  # It stands so already: there is nothing to say.
    asked = {name.removesuffix("_id"): _logged(new) for name, new in wanted.items()} | to
    value: dict[str, Any] = {
        "words": goal.words,
        "state": goal.state,
        "origin": goal.origin,
        "because": now.get("from", []),
        **_more(goal),
        **{role: now[role] for role in ("gives", "protects") if role in now},
        **asked,
    }
    if value["state"] == "active" or not value.get("why"):
        value.pop("why", None)
        asked.pop("why", None)
    about = f"goal/{goal.pk}"
    if not say(
        thread, act, setting, kind=Kind.GOAL, about=about, party=party, value=value, asked=asked
    ):
        return
    for name, new in wanted.items():
        setattr(goal, name, new)
    goal.language = language or goal.language
    goal.save(update_fields=[*wanted, "language"])
    if links is not None:
        goal.reasons.filter(role__in=list(links)).delete()
        GoalReason.objects.bulk_create(
            GoalReason(goal=goal, about=key, entry_id=entry, role=role)
            for role, entries in links.items()
            for key, entry in entries.items()
        )


def _logged(new: Any) -> Any:
    """As an entry says it."""
    match new:
        case date():
            return new.isoformat()
        case UUID():
            return str(new)
    return new


def _closed_by(thread: Thread, goal: Goal) -> set[str]:
    """The voices that said something since the goal stands as it does."""
    said = said_in(thread.pk, prefixes=[f"goal/{goal.pk}"], kinds=[Kind.GOAL])
    here = takewhile(
        lambda one: isinstance(one.value, dict) and one.value["state"] == goal.state,
        reversed(said),
    )
    return {one.party for one in here}


def _links_of(goal: Goal) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for role, about in goal.reasons.order_by("pk").values_list("role", "about"):
        found.setdefault(role, []).append(about)
    return found


def _more(goal: Goal) -> dict[str, Any]:
    """What not every goal has; an entry names it only where it is there."""
    more = {
        "due_on": goal.due_on.isoformat() if goal.due_on else None,
        "is_later": goal.is_later,
        "place": goal.place,
        "why": goal.why,
        "requirement": str(goal.requirement_id) if goal.requirement_id else None,
    }
    return {name: value for name, value in more.items() if value}
