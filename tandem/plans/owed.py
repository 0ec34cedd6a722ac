"""What a worker owes: an answer to what people saw differently, on the sheet and on the plan, to
what they asked for, and to what someone else is asked; and what was promised where no goal is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Min, QuerySet, Sum
from django.utils.translation import gettext as _

from tandem.assessments.checks import CHECKS
from tandem.assessments.differences_page import RemarkLine, question_of, remark_line, shown_day
from tandem.assessments.models import SheetSummary
from tandem.assessments.names import Names, as_then
from tandem.assessments.rules.promises import Promise, promises
from tandem.assessments.rules.remarks import asked_elsewhere, open_remarks
from tandem.people.models import Person, User
from tandem.plans.asks import ask_line, plan_asks
from tandem.plans.models import Goal, Requirement, Step
from tandem.plans.reasons import sheet_in, speaker
from tandem.plans.remarks import plan_remarks
from tandem.plans.requirements import name_of_kind
from tandem.voices.models import Thread
from tandem.voices.queries import Told, told_of


def owed_by(worker: User) -> QuerySet[Any, Any]:
    """(person, how many, the first day on which one is due) of each of a worker's people to whom
    an answer is owed, the oldest first."""
    rows = SheetSummary.objects.filter(
        owed__gt=0,
        thread__person__glance__worker=worker,
        thread__person__glance__is_practice=False,
    )
    by_person = rows.values("thread__person").annotate(n=Sum("owed"), first_on=Min("owed_on"))
    return by_person.order_by("first_on", "thread__person").values_list(
        "thread__person", "n", "first_on"
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that waits for the worker."""

    id: UUID
    on: date | None
    # Where it stands: a sheet's, or the plan's.
    thread: Thread
    about: str
    question: str
    line: RemarkLine | None = None
    # Who is to be asked instead.
    who: str = ""
    # What the person asks for, in a few words; "" where it is a remark.
    asks: str = ""
    # Asked of the next meeting: a new day answers it too.
    is_of_meeting: bool = False
    # What the worker promised, where no goal is.
    promise: Promise | None = None

    def is_late(self, today: date) -> bool:
        return self.on is not None and self.on < today


def owed_to(person: Person, names: Names, mode: str) -> list[Owed]:
    """The oldest first."""
    told = told_of(person.pk, ("plan", "sheet"), checks=CHECKS, own=True)
    found = []
    for key in told.keys() - {"plan"}:
        sheet = sheet_in(told[key], mode)
        assert sheet
        say = speaker(names)
        for one in open_remarks(sheet.instrument, sheet.said):
            if one.party == "person":
                question = question_of(sheet.instrument, one.about, say)
                line = remark_line(question, one, say)
                found.append(
                    Owed(one.entry.id, one.answer_by, sheet.thread, one.about, question, line)
                )
        for end in asked_elsewhere(sheet.instrument, sheet.said):
            about = end.entry.about
            question = question_of(
                sheet.instrument, about, speaker(as_then(names, end.entry.author))
            )
            found.append(Owed(end.entry.id, end.ask_by, sheet.thread, about, question, who=end.who))
        for given in promises(sheet.instrument, sheet.said) if key != "sheet" else ():
            if given.party == "worker" and given.is_open:
                title, about = say.say(sheet.instrument.title), given.item.key
                found.append(
                    Owed(given.entry.id, given.due_on, sheet.thread, about, title, promise=given)
                )
    if plan := told.get("plan"):
        for one in plan_remarks(plan.said):
            if one.is_open and one.party == "person":
                line = remark_line(_line_of(plan, one.about), one, speaker(names))
                found.append(
                    Owed(one.entry.id, one.answer_by, plan.thread, one.about, line.question, line)
                )
        for one in plan_asks(plan.said):
            if one.is_open and not one.entry.is_erased:
                asked = ask_line(one, names)
                found.append(
                    Owed(
                        one.entry.id,
                        one.answer_by,
                        plan.thread,
                        one.about,
                        _("%(person)s asks") % names,
                        asked.line,
                        asks=asked.what,
                        is_of_meeting="meeting" in one.entry.value,
                    )
                )
    return sorted(found, key=lambda one: (one.on or date.max, str(one.id)))


def _line_of(plan: Told, about: str) -> str:
    thread = plan.thread.pk
    what, _slash, pk = about.partition("/")
    if what == "leaf":
        own = [one.value for one in plan.said if one.kind == "note" and one.about == about]
        return next((str(each["words"]) for each in reversed(own) if each and each["words"]), "")
    if what == "requirement":
        row = Requirement.objects.get(pk=pk, episode__person__threads=thread)
        return row.words or name_of_kind(row.kind)
    rows: QuerySet[Any, Any] = (
        Goal.objects.filter(thread=thread)
        if what == "goal"
        else Step.objects.filter(goal__thread=thread)
    )
    return rows.filter(pk=pk).values_list("words", flat=True).first() or ""


def by_day(one: Owed, today: date) -> str:
    if one.on is None:
        return ""
    if one.promise and one.is_late(today):
        return _("This day has passed: %(day)s.") % {"day": shown_day(one.on)}
    if one.promise:
        return _("Promised by %(day)s.") % {"day": shown_day(one.on)}
    if one.is_late(today):
        return _("The answer was due on %(day)s.") % {"day": shown_day(one.on)}
    return _("Answer by %(day)s.") % {"day": shown_day(one.on)}
