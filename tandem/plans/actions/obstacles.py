"""What is in the way, what was done about it, and what came of that. Each verb happens once for one
act; nothing that was said is changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.people.models import Person
from tandem.plans import rules
from tandem.plans.actions.plan import cleaned, held_plan, say
from tandem.plans.obstacles import ends, modes, sorts
from tandem.voices.actions import Setting
from tandem.voices.models import Entry, Kind


@transaction.atomic
def name_obstacle(
    *,
    person: Person,
    setting: Setting,
    act: UUID,
    party: str,
    sort: str,
    words: str,
    who: str,
    due_on: date | None,
) -> UUID:
    """`who` of the two takes it on, and by when."""
    if sort not in sorts():
        raise Refused(_("Choose what sort of thing it is."))
    if who not in rules.PARTIES or not rules.may_change(party, who):
        raise Refused(_("Nobody can promise something for somebody else."))
    value = {
        "sort": sort,
        "words": cleaned(words, _("Write what is in the way.")),
        "who": who,
        "due_on": due_on.isoformat() if due_on else None,
    }
    new = uuid5(act, "obstacle")
    _say(person, setting, act, new, party, value)
    return new


@transaction.atomic
def act_on_obstacle(
    *, person: Person, setting: Setting, act: UUID, obstacle: UUID, mode: str, words: str, yes: bool
) -> None:
    """What the worker did about it, and whether the person said yes to it first."""
    if mode not in modes():
        raise Refused(_("Choose how it was done."))
    value = {"mode": mode, "words": cleaned(words, _("Write what was done.")), "yes": yes}
    _known(person, obstacle)
    _say(person, setting, act, obstacle, "worker", value)


@transaction.atomic
def end_obstacle(
    *, person: Person, setting: Setting, act: UUID, obstacle: UUID, party: str, end: str, words: str
) -> None:
    """What came of it: it is out of the way, or still there."""
    if end not in ends():
        raise Refused(_("Choose one of the answers."))
    value = {"end": end, "words": cleaned(words, "") if typed(words) else ""}
    _known(person, obstacle)
    _say(person, setting, act, obstacle, party, value)


def _known(person: Person, obstacle: UUID) -> None:
    own = Entry.objects.filter(thread__person=person, thread__kind="plan", kind=Kind.OBSTACLE)
    if not own.filter(about=f"obstacle/{obstacle}").exists():
        raise Refused(_("This is not here."))


def _say(
    person: Person, setting: Setting, act: UUID, one: UUID, party: str, value: Mapping[str, Any]
) -> None:
    thread, about = held_plan(person), f"obstacle/{one}"
    say(thread, act, setting, kind=Kind.OBSTACLE, about=about, party=party, value=value)
