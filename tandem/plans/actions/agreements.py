"""What each party says to the exact words of a goal or of the whole plan, and what the worker says
about the asking."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.people.models import Mode, Person
from tandem.plans import rules, whole
from tandem.plans.actions.plan import cleaned, held, held_plan, say, stored
from tandem.plans.around import around
from tandem.plans.models import Goal, Step
from tandem.plans.reasons import mode_in, names_in
from tandem.voices.actions import Setting
from tandem.voices.models import Kind, Thread

# As `rules.as_read` gives it.
Read = dict[str, Any]


class WordsChanged(Refused):
    """The text is not the one that was read."""


def read_of(goal: Goal, sitting: UUID | None = None) -> Read:
    """The exact words that stand now, from the table, as they are read in this sitting or out of
    any, in the language that is on."""
    is_read = goal.requirement_id is not None and _is_read(goal.thread.person_id, sitting)
    part = _part(goal, _required(goal, is_read=is_read), _called([goal], goal.thread, sitting))
    return rules.as_read(part.text, around([part]))


def read_of_plan(thread: Thread, sitting: UUID | None = None) -> Read:
    """The same of the whole plan."""
    found = thread.goals.filter(state="active").select_related("requirement")
    goals = list(found.prefetch_related("steps"))
    is_read = any(goal.requirement_id for goal in goals) and _is_read(thread.person_id, sitting)
    called = _called(goals, thread, sitting)
    parts = [
        replace(_part(goal, _required(goal, is_read=is_read), called), is_later=goal.is_later)
        for goal in goals
    ]
    return rules.as_read(whole.text(parts), around(parts))


def _part(goal: Goal, required: rules.Required, called: Mapping[UUID, str]) -> whole.Part:
    """`called` are the names of those who do its steps."""
    steps = sorted(goal.steps.all(), key=lambda step: step.number)
    text = rules.text(
        goal.words,
        [
            rules.StepText(step.words, step.who, step.due_on, step.state, step.who_name)
            for step in steps
        ],
        goal.due_on,
        required,
    )
    names = tuple(called[step.pk] for step in steps if step.state != "dropped")
    return whole.Part(goal.number, text, names=names)


def _called(goals: Sequence[Goal], thread: Thread, sitting: UUID | None) -> dict[UUID, str]:
    """With what the page calls whoever does each step."""
    names = names_in(thread.person_id, sitting)
    steps = Step.objects.filter(goal__in=goals)
    told = steps.values_list("pk", "who", "who_name", "worker__called")
    return {pk: name or worker or names[rules.side(who)] for pk, who, name, worker in told}


def _required(goal: Goal, *, is_read: bool) -> rules.Required:
    asked = goal.requirement
    return (asked.kind, asked.words) if asked and is_read else rules.FREE


def _is_read(person: UUID, sitting: UUID | None) -> bool:
    """In voluntary work nothing is read of what an order asked for."""
    return mode_in(person, sitting) == Mode.STATUTORY


@transaction.atomic
def agree_goal(
    *,
    goal: Goal,
    setting: Setting,
    act: UUID,
    party: str,
    answer: str,
    digest: str,
    words: str = "",
) -> str:
    """A party's answer to the words with this digest; gives the short code of what was answered.

    The person's is taken from the person's own hands only: their device, or the screen handed
    over to them. Refused when the text is another one by now.
    """
    thread = held(goal.thread_id)
    goal.refresh_from_db()
    with override(setting.language):
        read = read_of(goal, setting.sitting)
    asked = _asked(setting, party, answer, digest, words)
    if stored(act) is None:
        _still_reads(read, digest)
        if goal.state != "active":
            raise Refused(_("This goal is not open now."))
    about = f"goal/{goal.pk}"
    value = {**asked, **read}
    say(thread, act, setting, kind=Kind.AGREE, about=about, party=party, value=value, asked=asked)
    return rules.short_code(digest)


@transaction.atomic
def agree_whole(
    *,
    person: Person,
    setting: Setting,
    act: UUID,
    party: str,
    answer: str,
    digest: str,
    words: str = "",
) -> str:
    """A party's answer to the whole plan, as `agree_goal` takes one to a goal."""
    thread = held_plan(person)
    with override(setting.language):
        read = read_of_plan(thread, setting.sitting)
    asked = _asked(setting, party, answer, digest, words)
    if stored(act) is None:
        _still_reads(read, digest)
        if not read["text"]["plan"]:
            raise Refused(_("There is no goal to answer yet."))
    value = {**asked, **read}
    say(
        thread,
        act,
        setting,
        kind=Kind.AGREE,
        about=whole.ABOUT,
        party=party,
        value=value,
        asked=asked,
    )
    return rules.short_code(digest)


def _asked(setting: Setting, party: str, answer: str, digest: str, words: str) -> dict[str, object]:
    """What an answer says, once it may be given at all."""
    if party not in rules.PARTIES:
        raise ValueError(f"{party!r} has no answer of its own")
    if party == "person" and setting.typed_by != "person":
        raise Refused(_("Only the person can give this answer, with their own hands."))
    if answer not in list(rules.Answer):
        raise Refused(_("Choose one of the answers."))
    own = typed(words)
    if len(own) > rules.LONGEST:
        raise Refused(
            _("That is too long. Please use %(most)s letters at most.") % {"most": rules.LONGEST}
        )
    return {"answer": answer, "words": own, "digest": digest}


def _still_reads(read: Read, digest: str) -> None:
    if rules.digest(read) != digest:
        raise WordsChanged(
            _("The words changed while you read them. Read them again, then answer.")
        )


@transaction.atomic
def set_asking(*, goal: Goal, setting: Setting, act: UUID, asked: str, because: str = "") -> None:
    """The worker's note on the asking: not asked yet, or could not be asked, because."""
    _note_asking(held(goal.thread_id), f"goal/{goal.pk}/asking", setting, act, asked, because)


@transaction.atomic
def set_asking_whole(
    *, person: Person, setting: Setting, act: UUID, asked: str, because: str = ""
) -> None:
    """The same about the whole plan."""
    _note_asking(held_plan(person), whole.ASKING, setting, act, asked, because)


def _note_asking(
    thread: Thread, about: str, setting: Setting, act: UUID, asked: str, because: str
) -> None:
    if asked not in list(rules.Asked):
        raise Refused(_("Choose one of the answers."))
    value = {"asked": asked, "because": ""}
    if asked == rules.Asked.COULD_NOT:
        value["because"] = cleaned(because, _("Write why it could not be asked."))
    say(thread, act, setting, kind=Kind.AGREE, about=about, party="worker", value=value)


@transaction.atomic
def write_alone(
    *,
    person: Person,
    setting: Setting,
    act: UUID,
    because: str,
    together_on: date | None,
) -> None:
    """Say that the plan was made without the person, why, and when the two go through it."""
    thread = held_plan(person)
    why = cleaned(because, _("Write why the plan was made alone."))
    value = {"because": why, "together_on": together_on.isoformat() if together_on else None}
    say(thread, act, setting, kind=Kind.AGREE, about="plan", party="worker", value=value)
