"""What is said in a guided talk. Each verb is one transaction and happens once for one act, however
often it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.assessments.actions.remarks import answer_by
from tandem.assessments.actions.summary import refresh_summary
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.differences import Gap, Outcome, gaps
from tandem.assessments.rules.shut import without_shut
from tandem.assessments.rules.talks import (
    AGAIN,
    OPEN,
    WHERE,
    Screen,
    Talk,
    speakers,
    talk_under_way,
    talks,
)
from tandem.audit.models import Verb
from tandem.instruments.loader import newest
from tandem.lib.refused import Refused
from tandem.people.access import shown
from tandem.sittings.room import Room
from tandem.voices.actions import Setting, append
from tandem.voices.fold import Said
from tandem.voices.models import Act, Entry, Kind, Party, Thread
from tandem.voices.queries import said_in

# What a party says at a step, by the short keys of the step's items.
Answers = Mapping[str, Any]


@transaction.atomic
def open_talk(*, room: Room, thread: Thread, setting: Setting, act: UUID, about: str) -> UUID:
    """Begin a talk about the difference at `about`, or find the one that is under way."""
    said = _locked(room, thread, "talk")
    gap = _gap(thread, said, about)
    under_way = talk_under_way(said, gap)
    if under_way and not Act.objects.filter(pk=act).exists():
        return under_way.id
    done = append(
        thread.pk,
        act,
        setting,
        kind=Kind.TALK,
        about=gap.about,
        party=Party.BOTH if len(room.parties) > 1 else Party.PERSON,
        value={"step": OPEN, "version": newest("talk").version},
    )
    return done.entry.pk


@transaction.atomic
def say_step(
    *,
    room: Room,
    thread: Thread,
    setting: Setting,
    act: UUID,
    talk: UUID,
    about: str,
    step: str,
    answers: Mapping[str, Answers],
) -> Talk:
    """Keep what each party said at a step. A party that was asked and said nothing has skipped:
    it comes with no answers."""
    found = _talk(_locked(room, thread, f"talk {step}"), about, talk)
    for party, said in answers.items():
        if said:
            _say(room, thread, setting, act, found, step, party, {"said": dict(said)})
        elif party in found.waits_for(step):
            _say(room, thread, setting, act, found, step, party, {"skipped": True})
    return _close(thread, setting, act, found)


@transaction.atomic
def skip_step(
    *,
    room: Room,
    thread: Thread,
    setting: Setting,
    act: UUID,
    talk: UUID,
    about: str,
    step: str,
    parties: Iterable[str],
) -> Talk:
    """Go on without an answer. What was answered before is not touched."""
    found = _talk(_locked(room, thread, f"talk {step}"), about, talk)
    for party in parties:
        if party in found.waits_for(step) or _is_repeat(act, party):
            _say(room, thread, setting, act, found, step, party, {"skipped": True})
    return _close(thread, setting, act, found)


@transaction.atomic
def think_again(
    *,
    room: Room,
    thread: Thread,
    setting: Setting,
    act: UUID,
    talk: UUID,
    about: str,
    marks: Mapping[str, tuple[str, str]],
) -> Talk:
    """The marks anew of those who think again, each with what made them, by party. What they said
    first stays in the log."""
    log = _locked(room, thread, f"talk {AGAIN}")
    found = _talk(log, about, talk)
    pair = _gap(thread, log, about).pair
    for party, (mark, words) in marks.items():
        if party not in found.voices(AGAIN):
            raise Refused(_("First say where you are now. Then the marks are asked again."))
        item = pair.person if party == "person" else pair.worker
        if mark not in {choice.key for choice in item.choices}:
            raise Refused(_("Please choose one of the answers."))
        said = {"mark": mark, "words": words} if words else {"mark": mark}
        _say(room, thread, setting, act, found, AGAIN, party, {"said": said})
        append(
            thread.pk,
            uuid5(act, f"{party} mark"),
            setting,
            kind=Kind.ANSWER,
            about=item.key,
            party=Party(party),
            value=mark,
        )
    return _close(thread, setting, act, found)


def settle(
    *,
    thread: Thread,
    setting: Setting,
    act: UUID,
    talk: Talk,
    outcome: Outcome,
    **more: str,
) -> Entry:
    """Keep where a talk ended, in the caller's transaction. All six ends are as good as each
    other; what each said stays as it was said."""
    done = append(
        thread.pk,
        uuid5(act, "settle"),
        setting,
        kind=Kind.SETTLE,
        about=talk.about,
        party=Party.BOTH,
        value={"talk": str(talk.id), "outcome": str(outcome), **more},
    )
    return done.entry


def _locked(room: Room, thread: Thread, what: str) -> list[Said]:
    """The audit row, then the lock, then all that stands: nothing moves while a rule is asked."""
    shown(room.by, [room.person.pk], what=what, verb=Verb.COLLECT)
    Thread.objects.select_for_update(no_key=True).get(pk=thread.pk)
    return without_shut(instrument_of(thread), room.sitting.mode, said_in(thread.pk))


def _gap(thread: Thread, said: list[Said], about: str) -> Gap:
    gap = gaps(instrument_of(thread), said).get(about)
    if gap is None or gap.size is None:
        raise Refused(_("Both need to give a mark here first."))
    return gap


def _talk(said: list[Said], about: str, pk: UUID) -> Talk:
    for talk in talks(said, about):
        if talk.id == pk:
            return talk
    raise Refused(_("This talk is not here. Open it again from the list."))


def screen_of(room: Room) -> Screen:
    if room.is_persons_device:
        return "person"
    return "paper" if room.door == "desk" else "shared"


def _may_say(room: Room, step: str, party: str, *, is_skip: bool) -> None:
    """Going on without an answer says nothing for anybody: the two may do it on their screen."""
    screen = screen_of(room)
    if party in speakers(step, screen) or (is_skip and screen == "shared"):
        return
    if screen == "shared":
        name = room.names["person"]
        raise Refused(_("%(person)s answers this with their own hands.") % {"person": name})
    raise Refused(_("This screen speaks for one of you only."))


def _say(
    room: Room,
    thread: Thread,
    setting: Setting,
    act: UUID,
    talk: Talk,
    step: str,
    party: str,
    value: dict[str, Any],
) -> None:
    _may_say(room, step, party, is_skip="skipped" in value)
    append(
        thread.pk,
        uuid5(act, party),
        setting,
        kind=Kind.TALK,
        about=talk.about,
        party=Party(party),
        value={"talk": str(talk.id), "step": step, **value},
    )


def _is_repeat(act: UUID, party: str) -> bool:
    return Act.objects.filter(pk=uuid5(act, party)).exists()


def _close(thread: Thread, setting: Setting, act: UUID, before: Talk) -> Talk:
    """The talk as it now stands; settled, if an outcome was tapped and nothing is waited for."""
    now = _talk(said_in(thread.pk), before.about, before.id)
    if now.is_ready_to_settle and now.outcome:
        where = now.said(WHERE, "both")
        more = {}
        if now.outcome is Outcome.COME_BACK:
            more["on"] = where["outcome.on"]
        if now.outcome is Outcome.SOMEONE_ELSE:
            more["who"] = where["outcome.who"]
            more["on"] = where.get("outcome.on") or answer_by(thread.person, setting).isoformat()
        settle(thread=thread, setting=setting, act=act, talk=now, outcome=now.outcome, **more)
        now = _talk(said_in(thread.pk), before.about, before.id)
    refresh_summary(thread)
    return now
