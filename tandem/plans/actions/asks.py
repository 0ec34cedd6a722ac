"""The person asks for something; the worker answers; the person says whether that is it. Each verb
happens once for one act, and nothing that was said is changed by it."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.assessments.actions.remarks import answer_by, remark_value
from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.people.models import Person
from tandem.plans.actions.plan import cleaned, held_plan, keep_counts, say, stored
from tandem.plans.asks import plan_asks, whats
from tandem.voices.actions import Setting
from tandem.voices.models import Kind
from tandem.voices.queries import said_in


@transaction.atomic
def ask(
    *,
    person: Person,
    setting: Setting,
    act: UUID,
    words: str,
    what: str = "talk",
    meeting: str = "",
    on: date | None = None,
) -> UUID:
    """Something the person asks of their worker, answered by a day; gives the ask's id. Of a
    meeting on a day, it is answered on that day at the latest."""
    if what not in whats() and not meeting:
        raise Refused(_("Choose what you ask for."))
    thread = held_plan(person)
    asked = {"what": what, "words": cleaned(words, _("Write what you ask for."))}
    asked |= {"meeting": meeting} if meeting else {}
    by = answer_by(person, setting)
    value = {**asked, "answer_by": (min(by, on) if on else by).isoformat()}
    new = uuid5(act, "ask")
    about = f"ask/{new}"
    say(thread, act, setting, kind=Kind.ASK, about=about, party="person", value=value, asked=asked)
    keep_counts(thread)
    return new


@transaction.atomic
def answer_ask(*, person: Person, setting: Setting, act: UUID, to: UUID, words: str) -> None:
    """The worker's answer, kept with its day. `to` is the ask."""
    _reply(person, setting, act, to, "worker", cleaned(words, _("Write your answer.")), "")


@transaction.atomic
def say_to_answer(
    *, person: Person, setting: Setting, act: UUID, to: UUID, is_it: str, words: str = ""
) -> None:
    """ "That is it", or the person still asks: then it waits again, with a new day."""
    if not is_it:
        raise Refused(_("Choose one of the answers."))
    kept = cleaned(words, "") if typed(words) else ""
    _reply(person, setting, act, to, "person", kept, is_it)


def _reply(
    person: Person, setting: Setting, act: UUID, to: UUID, party: str, words: str, is_it: str
) -> None:
    thread = held_plan(person)
    about = f"ask/{to}"
    value = stored(act)
    if value is None or (value.get("words", ""), value.get("is_it", "")) != (words, is_it):
        found = plan_asks(said_in(thread.pk, kinds=[Kind.ASK]))
        value = remark_value(
            found,
            about=about,
            party=party,
            words=words,
            to=next((one.entry.id for one in found if one.about == about), to),
            is_it=is_it,
            by=answer_by(person, setting),
        )
    say(thread, act, setting, kind=Kind.ASK, about=about, party=party, value=value)
    keep_counts(thread)
