"""The next meeting is set, moved and called off; the person says that they cannot come. Each verb
happens once for one act, and nothing that was said is changed by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, time
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.people.models import Person
from tandem.plans.actions.asks import ask
from tandem.plans.actions.plan import cleaned, held_plan, keep_counts, say
from tandem.plans.asks import CANNOT_COME
from tandem.plans.helps import labels
from tandem.plans.meetings import MEETING, day_of, hows, standing_about
from tandem.voices.actions import Setting
from tandem.voices.models import Act, Kind, Thread
from tandem.voices.queries import said_in


@transaction.atomic
def plan_meeting(
    *,
    person: Person,
    setting: Setting,
    act: UUID,
    party: str,
    on: date,
    at: time,
    how: str,
    meeting: UUID | None = None,
    where: str = "",
    who: str = "",
    helps: Collection[str] = (),
    why: str = "",
) -> None:
    """Set, or moved where the page showed a `meeting` that is ahead; each word is kept. Who did not
    see what the other did meanwhile is told so."""
    if how not in hows():
        raise Refused(_("Choose how you meet."))
    place = _short(where)
    if how == "elsewhere" and not place:
        raise Refused(_("Write where you meet."))
    value = {
        "on": on.isoformat(),
        "at": at.strftime("%H:%M"),
        "how": how,
        "where": place,
        "who": _short(who),
        "helps": [key for key in labels() if key in helps],
        "words": _short(why),
    }
    thread = held_plan(person)
    about = _known_about(act)
    if not about:
        about = f"{MEETING}{meeting or uuid5(act, 'meeting')}"
        _check_seen(thread, setting, about if meeting else "")
    _say(thread, setting, act, about, party, value)


@transaction.atomic
def call_off(
    *, person: Person, setting: Setting, act: UUID, party: str, meeting: UUID, why: str
) -> None:
    thread, about = held_plan(person), f"{MEETING}{meeting}"
    if not _known_about(act) and _standing(thread) != about:
        raise Refused(_("This meeting does not stand any more. Look again."))
    value = {"off": True, "words": cleaned(why, _("Say why. A few words are enough."))}
    _say(thread, setting, act, about, party, value)


@transaction.atomic
def cannot_come(*, person: Person, setting: Setting, act: UUID, meeting: UUID, why: str) -> None:
    """The person asks for another day: the worker owes an answer, before the day of the meeting."""
    thread, about = held_plan(person), f"{MEETING}{meeting}"
    said = said_in(thread.pk, prefixes=[about])
    if not _known_about(act) and standing_about(said, timezone.localdate()) != about:
        raise Refused(_("This meeting does not stand any more. Look again."))
    words = cleaned(why, _("Say why. A few words are enough."))
    ask(
        person=person, setting=setting, act=act,
        words=words, what=CANNOT_COME, meeting=about, on=day_of(said),
    )  # fmt: skip


def _check_seen(thread: Thread, setting: Setting, moved: str) -> None:
    said = said_in(thread.pk, prefixes=[MEETING])
    today = setting.happened_on or timezone.localdate()
    is_unseen = any(one.seq > setting.seen for one in said)
    if is_unseen or (moved and standing_about(said, today) != moved):
        raise Refused(_("This changed while you wrote. Look above. Send yours if it still fits."))


def _standing(thread: Thread) -> str:
    return standing_about(said_in(thread.pk, prefixes=[MEETING]), timezone.localdate())


def _known_about(act: UUID) -> str:
    """What an act of this id was about, when it came before."""
    return Act.objects.filter(pk=act).values_list("entry__about", flat=True).first() or ""


def _short(words: str) -> str:
    return cleaned(words, "") if typed(words) else ""


def _say(
    thread: Thread, setting: Setting, act: UUID, about: str, party: str, value: Mapping[str, Any]
) -> None:
    say(thread, act, setting, kind=Kind.NOTE, about=about, party=party, value=value)
    keep_counts(thread)
