"""What is said on the leaves of a plan, taken away from them, and used in a goal."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.people.models import Person
from tandem.plans import leaf as rule
from tandem.plans import rules
from tandem.plans.actions.plan import cleaned, held_plan, say
from tandem.plans.leaves import leaves
from tandem.plans.models import Goal
from tandem.voices.actions import Setting
from tandem.voices.models import Kind, Thread
from tandem.voices.queries import said_in

MOST_LINES = 20  # on one leaf


@transaction.atomic
def add_line(
    *, person: Person, setting: Setting, act: UUID, leaf: str, part: str, party: str, words: str
) -> None:
    """The act's id is the line's own."""
    found = next((one for one in leaves()[leaf].parts if one.key == part), None)
    if found is None or party not in found.said_by:
        raise Refused(_("Choose who says it."))
    thread = held_plan(person)
    about = rule.about(leaf, part, str(act))
    stand = _lines(thread, leaf)
    if len(stand) >= MOST_LINES and str(act) not in [one.id for one in stand]:
        raise Refused(_("There is much here. Take something away first."))
    value = {"words": cleaned(words, _("Write something first. A few words are enough."))}
    say(thread, act, setting, kind=Kind.NOTE, about=about, party=party, value=value)


@transaction.atomic
def take_line_away(
    *, person: Person, setting: Setting, act: UUID, leaf: str, line: str, by: str
) -> None:
    """It stands no more; what was said is kept in the plan's thread. `by` is who does so."""
    thread = held_plan(person)
    found = next((one for one in _lines(thread, leaf) if one.id == line), None)
    if found is None:
        return  # It stands no more already.
    if not rules.may_change(by, found.entry.party):
        raise Refused(_("These are not your words to change. Say what you think of them instead."))
    about = rule.about(leaf, found.part, found.id)
    party = found.entry.party
    say(thread, act, setting, kind=Kind.NOTE, about=about, party=party, value={"words": ""})


@transaction.atomic
def use_in_goal(
    *,
    person: Person,
    setting: Setting,
    act: UUID,
    party: str,
    leaf: str,
    line: str,
    goal: Goal,
    is_used: bool,
) -> None:
    thread = held_plan(person)
    if line not in [one.id for one in _lines(thread, leaf)] or not leaves()[leaf].used_in_goals:
        raise Refused(_("There is nothing here to use."))
    about = f"{rule.USE}{line}/{goal.pk}"
    say(thread, act, setting, kind=Kind.NOTE, about=about, party=party, value={"used": is_used})


def _lines(thread: Thread, leaf: str) -> list[rule.Line]:
    return rule.lines(said_in(thread.pk, kinds=[Kind.NOTE]), leaf)
