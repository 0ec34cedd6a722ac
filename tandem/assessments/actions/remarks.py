""" "I see this differently": own words next to anything, the answer to them, and what is said to
that. Nothing that was said is changed by it. Each verb happens once for one act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.assessments.actions.summary import refresh_summary
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.differences import ends_of
from tandem.assessments.rules.remarks import STILL, THAT_IS_IT, Remark, remarks
from tandem.assessments.rules.shut import without_shut
from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.lib.working_days import working_days_after
from tandem.people.access import shown
from tandem.people.actor import Actor
from tandem.people.models import Organisation, Person
from tandem.people.queries import mode_of
from tandem.sittings.room import Room
from tandem.voices.actions import Setting, append
from tandem.voices.fold import Said
from tandem.voices.models import Act, Entry, Kind, Party, Thread
from tandem.voices.queries import said_in


@transaction.atomic
def see_differently(
    *,
    room: Room,
    thread: Thread,
    setting: Setting,
    act: UUID,
    about: str,
    party: str,
    words: str = "",
    to: UUID | None = None,
    is_it: str = "",
) -> Entry:
    """Put a party's own words next to anything; `to` names the remark that they answer, or whose
    answer they say something to (`is_it`)."""
    if not room.may_speak_as(party):
        raise Refused(_("This screen speaks for one of you only."))
    said = _locked(room.by, room.person, thread, room.sitting.mode)
    value = _worded(said, thread, setting, act, room.person, about, party, words, to, is_it)
    return _keep(thread, setting, act, about, party, value)


@transaction.atomic
def answer_at_desk(
    *, by: Actor, person: Person, thread: Thread, setting: Setting, act: UUID, to: UUID, words: str
) -> Entry:
    """The worker answers what the person remarked, or writes what came back from someone else."""
    said = _locked(by, person, thread, mode_of(person))
    about = next((one.about for one in said if one.id == to), "")
    value = _worded(said, thread, setting, act, person, about, "worker", words, to, "")
    return _keep(thread, setting, act, about, "worker", value)


def answer_by(person: Person, setting: Setting) -> date:
    """The day by which an answer is owed, as the organisation says."""
    within = Organisation.objects.filter(pk=person.organisation_id).values_list("answer_within")
    ((days,),) = within
    return working_days_after(setting.happened_on or timezone.localdate(), days)


def remark_value(
    found: Sequence[Remark],
    *,
    about: str,
    party: str,
    words: str,
    to: UUID | None,
    is_it: str,
    by: date,
) -> dict[str, Any]:
    """What is kept of a remark or of a reply; refused where there is nothing to reply to."""
    if to is None:
        return {"words": _needed(words), "answer_by": by.isoformat()}
    remark = next((one for one in found if one.entry.id == to and one.about == about), None)
    if remark is None:
        raise Refused(_("There is nothing here to answer."))
    if not is_it:
        if party != remark.other:
            raise Refused(_("The other one answers this."))
        return {"words": _needed(words), "to": str(to)}
    if party != remark.party or is_it not in (THAT_IS_IT, STILL):
        raise Refused(_("The other one answers this."))
    if not remark.is_answered:
        raise Refused(_("There is no answer here yet."))
    value = {"to": str(to), "is_it": is_it}
    if is_it == STILL:
        return value | {"words": words, "answer_by": by.isoformat()}
    return value | ({"words": words} if words else {})


def _worded(
    said: Sequence[Said],
    thread: Thread,
    setting: Setting,
    act: UUID,
    person: Person,
    about: str,
    party: str,
    words: str,
    to: UUID | None,
    is_it: str,
) -> dict[str, Any]:
    if done := Act.objects.select_related("entry__saying").filter(pk=act).first():
        value: dict[str, Any] = done.entry.saying.value
        if value.get("words", "") == words and value.get("is_it", "") == is_it:
            return value
    ends = [end for end in ends_of(said).values() if end.asks_someone and end.entry.id == to]
    if ends and about == ends[0].entry.about and party == "worker":
        return {"words": _needed(words), "to": str(to)}
    return remark_value(
        remarks(instrument_of(thread), said),
        about=about,
        party=party,
        words=words,
        to=to,
        is_it=is_it,
        by=answer_by(person, setting),
    )


def _keep(
    thread: Thread, setting: Setting, act: UUID, about: str, party: str, value: dict[str, Any]
) -> Entry:
    done = append(
        thread.pk, act, setting, kind=Kind.DIFFER, about=about, party=Party(party), value=value
    )
    refresh_summary(thread)
    return done.entry


def _locked(by: Actor, person: Person, thread: Thread, mode: str) -> list[Said]:
    """The audit row, then the lock, then all that stands: nothing moves while a rule is asked."""
    shown(by, [person.pk], what="differ", verb=Verb.COLLECT)
    Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    return without_shut(instrument_of(thread), mode, said_in(thread.pk))


def _needed(words: str) -> str:
    if not words:
        raise Refused(_("Write how you see it. A few words are enough."))
    return words
