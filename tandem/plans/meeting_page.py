"""What the person said makes meetings work, where the next one is planned: beside the form, ticked
beforehand, and said where a meeting lies at a time that is hard."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tandem.lib.working_days import is_bank_holiday
from tandem.plans.helps import every
from tandem.plans.meetings import Meeting
from tandem.plans.reasons import Names, Sheet, answers_on, item_of, speaker


@dataclass(frozen=True, slots=True)
class Reminder:
    asked: str
    words: str
    language: str


def wished(sheet: Sheet | None) -> list[str]:
    """Those that the person's answers ask for."""
    given = {f"{key}={option}" for key, options in _chosen(sheet).items() for option in options}
    return [key for key, one in every()[0].items() if given & one.answers]


def reminders(sheet: Sheet | None, names: Names) -> list[Reminder]:
    """What the worker is told before a meeting, in the order of the sheet."""
    if sheet is None:
        return []
    said = {one.about: one for one in answers_on(sheet) if one.party == "person"}
    say = speaker(names)
    return [
        Reminder(
            say.say(item.prompt),
            say.answer(item, said[item.key].value),
            said[item.key].language if item.kind == "words" else "",
        )
        for item in sheet.instrument.items
        if item.told_before and item.key in said
    ]


def clashes(meeting: Meeting, sheet: Sheet | None, names: Names) -> list[str]:
    """A sentence for each answer that speaks of the hour of this meeting, and for a day off."""
    chosen, say = _chosen(sheet), speaker(names)
    found = [_("That day is a bank holiday.")] if is_bank_holiday(meeting.on) else []
    for one in every()[1]:
        item = item_of(sheet.instrument, one.key) if sheet else None
        if one.holds(meeting.at) and item and one.option in chosen.get(one.key, ()):
            words = say.answer(item, [one.option])
            found.append(
                _("%(person)s said this about hard times: %(words)s.")
                % {"person": names["person"], "words": words}
            )
    return found


def _chosen(sheet: Sheet | None) -> dict[str, list[str]]:
    """What the person chose at each question, by its key."""
    return {
        one.about: one.value
        for one in (answers_on(sheet) if sheet else ())
        if one.party == "person" and isinstance(one.value, list)
    }
