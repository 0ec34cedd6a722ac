""" "I see this differently" next to a line of the plan, and the answer to it. The line itself is
not changed by it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tandem.assessments.actions.remarks import answer_by, remark_value
from tandem.people.models import Person
from tandem.plans.actions.plan import held_plan, keep_counts, say, stored
from tandem.plans.remarks import plan_remarks
from tandem.voices.actions import Setting
from tandem.voices.models import Kind
from tandem.voices.queries import said_in


@transaction.atomic
def see_line_differently(
    *,
    person: Person,
    setting: Setting,
    act: UUID,
    about: str,
    party: str,
    words: str = "",
    to: UUID | None = None,
    is_it: str = "",
) -> None:
    """`to` names the remark that is answered, or whose answer `is_it` is said to."""
    thread = held_plan(person)
    asked = {"words": words, "is_it": is_it}
    value = stored(act)
    if value is None or {key: value.get(key, "") for key in asked} != asked:
        value = remark_value(
            plan_remarks(said_in(thread.pk, kinds=[Kind.DIFFER])),
            about=about,
            party=party,
            words=words,
            to=to,
            is_it=is_it,
            by=answer_by(person, setting),
        )
    say(thread, act, setting, kind=Kind.DIFFER, about=about, party=party, value=value)
    keep_counts(thread)
