"""When the two mean to meet next: set, moved and called off by entries of the plan's thread, folded
here. What then happens is a sitting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from tandem.documents.words import near_day
from tandem.instruments.models import HOME
from tandem.lib.text import ended
from tandem.people.models import Person
from tandem.plans.helps import labels
from tandem.plans.obstacles import Told as ToldLine
from tandem.plans.obstacles import told
from tandem.plans.reasons import Names
from tandem.voices.fold import Said
from tandem.voices.models import Entry, Kind
from tandem.voices.queries import Told, said_of

MEETING = "meeting/"


@dataclass(frozen=True, slots=True)
class Meeting:
    id: UUID
    on: date
    at: time
    # The day and the hour, in words.
    when: str
    # In a few words: "By phone", or the words that were written.
    place: str
    # Who else comes, in words.
    who: str
    # What is seen to before, in words.
    helps: tuple[str, ...]
    # What was said of it last, and before: set, moved, called off.
    line: ToldLine
    before: tuple[ToldLine, ...]
    is_off: bool
    # The person said since that they cannot come.
    is_asked_anew: bool
    has_passed: bool
    # As it was entered, for who moves it.
    value: Mapping[str, Any]


def hows() -> dict[str, str]:
    return {
        "office": _("At the office"),
        "home": _("At %(person)s's home"),
        "phone": _("By phone"),
        "video": _("By video"),
        "elsewhere": _("Somewhere else"),
    }


def standing_about(said: Iterable[Said], today: date) -> str:
    """What entries about the meeting that is ahead are about; "" where none is."""
    newest = _newest(said)
    if not newest or "off" in newest[-1].value or day_of(newest) < today:
        return ""
    return newest[-1].about


def meeting_of(
    said: Sequence[Said], names: Names, today: date, sat_on: date | None
) -> Meeting | None:
    """The newest; none once the two sat together on its day or later (`sat_on` is the last time),
    and one that was called off until its day. Set in a sitting of its own day, by two who meet
    again before evening, it stands until the day is over."""
    entries = _newest(said)
    if not entries:
        return None
    day = day_of(entries)
    is_off = "off" in entries[-1].value
    has_passed = day < today
    last = entries[-1]
    set_on = last.happened_on if last.sitting else None
    if _was_held(day, sat_on, set_on, today) or (is_off and has_passed):
        return None
    value = next(one.value for one in reversed(entries) if "on" in one.value)
    when = _when(value, today)
    lines = [
        told(one, _what(one, is_first=one is entries[0], today=today), names) for one in entries
    ]
    return Meeting(
        id=UUID(entries[0].about.removeprefix(MEETING)),
        on=day,
        at=time.fromisoformat(value["at"]),
        when=when,
        place=_place(value, names),
        who=value["who"],
        helps=tuple(words for key, words in labels().items() if key in value["helps"]),
        line=lines[-1],
        before=tuple(lines[:-1]),
        is_off=is_off,
        is_asked_anew=not is_off and _is_asked_anew(said, entries[-1]),
        has_passed=has_passed,
        value=value,
    )


def sat_on(*threads: Told | None) -> date | None:
    """The last day of a sitting in which something was said, in the plan or the sheet."""
    said = [one for each in threads if each for one in each.said]
    return max((one.happened_on for one in said if one.sitting), default=None)


def said_on() -> Subquery:
    """The same for each of a query's sittings, where a page reads neither."""
    both = Q(thread__kind="plan") | Q(thread__release__name=HOME)
    said = Entry.objects.filter(both, sitting=OuterRef("pk")).order_by("-happened_on")
    return Subquery(said.values("happened_on")[:1])


def said_last() -> Subquery:
    """What was said last of the meetings of each of a query's people, for lists, which read no
    plan."""
    rows = Entry.objects.filter(
        thread__person=OuterRef("pk"),
        thread__kind="plan",
        kind=Kind.NOTE,
        about__startswith=MEETING,
        saying__isnull=False,
    )
    told = JSONObject(value="saying__value", on="happened_on", sitting="sitting")
    return Subquery(rows.order_by("-seq").values(told=told)[:1])


def next_time(last: Mapping[str, Any] | None, today: date, sat_on: date | None) -> str:
    """The day and hour of the meeting that is ahead, by what `said_last` found; "" where none is.
    `sat_on` is when the two sat together last."""
    if not last or "on" not in last["value"]:
        return ""
    day = date.fromisoformat(last["value"]["on"])
    set_on = date.fromisoformat(last["on"]) if last["sitting"] else None
    is_over = day < today or _was_held(day, sat_on, set_on, today)
    return "" if is_over else _when(last["value"], today)


def _was_held(day: date, sat_on: date | None, set_on: date | None, today: date) -> bool:
    """Whether the meeting of that day is over. `set_on`: the day of the sitting in which it was set
    last. Two who set it for later on the day that they sit meet again."""
    if sat_on is None or sat_on < day:
        return False
    return not sat_on == day == set_on or day < today


def settled(said: Iterable[Said]) -> dict[str, int]:
    """By the ask in which the person cannot come: the number of the entry by which its meeting was
    last set, moved or called off. A later one answers it."""
    last = {one.about: one.seq for one in said if one.about.startswith(MEETING)}
    return {
        one.about: last.get(one.value["meeting"], 0)
        for one in said
        if one.kind == "ask" and one.value and "meeting" in one.value
    }


def meeting_at_desk(person: Person, names: Names, today: date, sat: date | None) -> Meeting | None:
    said = said_of(person.pk, [Kind.NOTE, Kind.ASK])
    return meeting_of(said, names, today, sat)


def sentence(meeting: Meeting | None) -> str:
    """For paper: one line; "" where no meeting is ahead."""
    if meeting is None or meeting.is_off or meeting.has_passed:
        return ""
    line = _("We meet next on %(when)s.") % {"when": meeting.when}
    parts = [line, ended(meeting.place)]
    if meeting.who:
        parts.append(ended(_("Also there: %(who)s") % {"who": meeting.who}))
    return " ".join(parts)


def _newest(said: Iterable[Said]) -> list[Said]:
    """All that was said of the newest meeting, oldest first; what was erased is not."""
    found: dict[str, list[Said]] = {}
    for one in said:
        if one.kind == "note" and one.about.startswith(MEETING) and isinstance(one.value, dict):
            found.setdefault(one.about, []).append(one)
    whole = [entries for entries in found.values() if any("on" in one.value for one in entries)]
    return whole[-1] if whole else []


def day_of(entries: Sequence[Said]) -> date:
    return next(
        date.fromisoformat(one.value["on"]) for one in reversed(entries) if "on" in one.value
    )


def _is_asked_anew(said: Iterable[Said], last: Said) -> bool:
    return any(
        one.kind == "ask" and one.value and one.value.get("meeting") == last.about
        for one in said
        if one.seq > last.seq
    )


def _when(value: Mapping[str, Any], today: date) -> str:
    day = near_day(date.fromisoformat(value["on"]), today)
    return _("%(day)s at %(time)s") % {"day": day, "time": value["at"]}


def _place(value: Mapping[str, Any], names: Names) -> str:
    where = str(value["where"])
    if value["how"] == "elsewhere":
        return where
    how = hows()[value["how"]] % names
    return _("%(how)s: %(where)s") % {"how": how, "where": where} if where else how


def _what(one: Said, *, is_first: bool, today: date) -> str:
    if "off" in one.value:
        return _("Called off")
    when = _when(one.value, today)
    return when if is_first else _("Moved to %(when)s") % {"when": when}
