"""A dated copy of one answer: the exact words that were read, what was said to them, and the code,
whatever became of the plan since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tandem.assessments.names import as_then, name_of
from tandem.documents.receipt_page import ReadGoal, ReadStep, ReceiptPage
from tandem.documents.words import Words
from tandem.people.models import Person
from tandem.plans import rules, whole
from tandem.plans.answer_forms import answers
from tandem.plans.around import Exact, around, exact, read_in
from tandem.plans.history import is_answer
from tandem.plans.models import Goal
from tandem.plans.reasons import Names
from tandem.plans.whole import Part
from tandem.voices.fold import Said
from tandem.voices.queries import told_of


@dataclass(frozen=True, slots=True)
class Copy:
    """That there is a copy of an answer."""

    entry: UUID
    on: date
    about: str
    answer: str


def copies(said: list[Said], numbers: Mapping[str, int]) -> list[Copy]:
    """Of each answer of the person's, the newest first; `numbers` are those of the goals."""
    labels = dict(answers())
    return [
        Copy(one.id, one.happened_on, _about(one, numbers), labels[one.value["answer"]])
        for one in reversed(said)
        if one.party == "person" and is_answer(one)
    ]


def receipt_of(person: Person, entry: UUID, names: Names) -> ReceiptPage:
    """In the language of the page; 404 where there is no such answer, or no longer its words."""
    told = told_of(person.pk, ["plan"]).get("plan")
    said = told.said if told else []
    found = next((one for one in said if one.id == entry and is_answer(one)), None)
    if found is None:
        raise Http404
    value = found.value
    rows = Goal.objects.filter(thread__person=person, thread__kind="plan")
    numbers = {str(pk): number for pk, number in rows.values_list("pk", "number")}
    spoken = {
        one.value["words"]: one.language
        for one in said
        if one.kind in ("goal", "step") and isinstance(one.value, dict)
    }
    goals = value["text"].get("plan", [value["text"]])
    then = as_then(names, _worker_then(said, found))
    fixed = value.get("around") or _around(goals, found, numbers, then)
    return ReceiptPage(
        language=(get_language() or "en")[:2],
        person=names["person"],
        organisation=person.organisation.name,
        party=found.party,
        name=name_of(found, names),
        answered_on=found.happened_on,
        about=_about(found, numbers),
        answer=dict(answers())[value["answer"]],
        own_words=Words(value["words"], found.language) if value.get("words") else None,
        read_in=read_in(found.language),
        fixed_in=fixed["language"],
        goals=tuple(_goal(one, spoken) for one in exact(value["text"], fixed)),
        code=rules.short_code(rules.bound_to(value)),
        is_practice=person.is_practice,
    )


def _about(one: Said, numbers: Mapping[str, int]) -> str:
    if one.about == whole.ABOUT:
        return _("The whole plan")
    return _("Goal %(number)s") % {"number": numbers.get(one.about.removeprefix("goal/"), "")}


def _worker_then(said: list[Said], found: Said) -> str:
    """Who the worker was, by what they carried last until then."""
    before = (one.author for one in reversed(said) if one.seq <= found.seq and one.author)
    return next(before, "")


def _around(
    goals: Sequence[Mapping[str, Any]], found: Said, numbers: Mapping[str, int], names: Names
) -> dict[str, Any]:
    """Of an answer from before the fixed words were kept: in the language of this copy."""
    own = numbers.get(found.about.removeprefix("goal/"), 0)
    return around(
        Part(
            one.get("number", own),
            one,
            bool(one.get("later")),
            tuple(step[3] if step[3:] else names[rules.side(step[1])] for step in one["steps"]),
        )
        for one in goals
    )


def _goal(one: Exact, spoken: Mapping[str, str]) -> ReadGoal:
    return ReadGoal(
        one.label,
        Words(one.words, spoken.get(one.words, "")),
        required=one.required,
        by=one.by,
        steps=tuple(
            ReadStep(rules.side(step[1]), name, Words(step[0], spoken.get(step[0], "")), by)
            for name, by, step in one.steps
        ),
    )
