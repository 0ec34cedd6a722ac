"""What an order or licence asks for: written down at the desk, put in order together, ended by a
record. There is no verb that drops one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.people.access import shown
from tandem.people.actor import Staff
from tandem.people.models import Episode, Person
from tandem.plans import lane, rules
from tandem.plans.actions.plan import cleaned, held_plan, say
from tandem.plans.models import Requirement, RequirementEnd
from tandem.plans.requirements import choices, ends, kinds
from tandem.plans.rows import goals_of
from tandem.voices.actions import Setting
from tandem.voices.models import Kind, Thread
from tandem.voices.queries import said_in

MOST = 30  # of one order


@transaction.atomic
def add_requirement(
    *,
    by: Staff,
    episode: Episode,
    act: UUID,
    language: str,
    kind: str,
    choice: str,
    words: str = "",
    amount: int | None = None,
    unit: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Requirement:
    """As the order says it. The act's id is the row's own, so that a repeat finds it."""
    held_plan(episode.person)
    if found := Requirement.objects.filter(pk=act, episode=episode).first():
        return found
    if kind not in kinds() or choice not in choices():
        raise Refused(_("Choose what it is."))
    if len(kept := typed(words)) > rules.LONGEST:
        raise Refused(
            _("That is too long. Please use %(most)s letters at most.") % {"most": rules.LONGEST}
        )
    if episode.requirements.filter(end=None).count() >= MOST:
        raise Refused(_("There are many things here. Is each of them on the order?"))
    made = Requirement.objects.create(
        pk=act,
        episode=episode,
        kind=kind,
        words=kept,
        language=language,
        amount=amount,
        unit=unit if amount else "",
        starts_on=starts_on,
        ends_on=ends_on,
        choice=choice,
        made_by=by.user,
    )
    shown(by, [episode.person_id], what="requirement", verb=Verb.ALTER)
    return made


@transaction.atomic
def end_requirement(
    *, by: Staff, person: Person, requirement: Requirement, how: str, on: date, why: str
) -> None:
    """What the court or the licence said, when, and why; once."""
    held_plan(person)
    reason = cleaned(why, _("Write why it is asked no more."))
    if how not in ends():
        raise Refused(_("Choose what happened."))
    wanted = {"how": how, "on": on, "why": reason}
    ended, is_new = RequirementEnd.objects.get_or_create(
        requirement=requirement, defaults={**wanted, "by": by.user}
    )
    if is_new:
        shown(by, [person.pk], what="requirement ended", verb=Verb.ALTER)
    elif any(getattr(ended, name) != value for name, value in wanted.items()):
        raise Refused(_("It is asked no more already."))


@transaction.atomic
def note_done(
    *, person: Person, requirement: Requirement, setting: Setting, act: UUID, done: int
) -> None:
    """How much of it is done by now, as the worker knows it."""
    thread = held_plan(person)
    if requirement.amount is None or not 0 <= done <= requirement.amount:
        raise Refused(_("Write a number from 0 to %(most)s.") % {"most": requirement.amount or 0})
    about = f"requirement/{requirement.pk}/done"
    say(thread, act, setting, kind=Kind.NOTE, about=about, party="worker", value={"done": done})


@transaction.atomic
def plan_requirement(
    *,
    person: Person,
    requirement: Requirement,
    setting: Setting,
    act: UUID,
    party: str,
    begin_on: date | None,
    a_week: int | None,
) -> None:
    """When the two begin it, and how much of it there is each week."""
    thread = held_plan(person)
    value = {
        "begin_on": begin_on.isoformat() if begin_on else None,
        "a_week": a_week if requirement.amount else None,
    }
    about = f"requirement/{requirement.pk}"
    say(thread, act, setting, kind=Kind.NOTE, about=about, party=party, value=value)


@transaction.atomic
def move_requirement(
    *, person: Person, requirement: Requirement, setting: Setting, act: UUID, party: str, by: int
) -> None:
    """So many places later in the order, or earlier where `by` is below 0; none is left out."""
    thread = held_plan(person)
    now = _in_order(thread)
    if requirement.pk not in [one.id for one in now]:
        raise Refused(_("It is asked no more already."))
    wanted = {"moves": str(requirement.pk), "by": by}
    value: dict[str, Any] = {
        **wanted,
        "order": [str(pk) for pk in lane.moved(now, requirement.pk, by)],
    }
    say(
        thread, act, setting,
        kind=Kind.NOTE, about=lane.SEQUENCE, party=party, value=value, asked=wanted,
    )  # fmt: skip


def _in_order(thread: Thread) -> list[lane.Asked]:
    _goals, order = goals_of(thread.pk)
    asked = [one for one in order.asked if one.end is None] if order else []
    return lane.in_order(asked, said_in(thread.pk, kinds=[Kind.NOTE]))
