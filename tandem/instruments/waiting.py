"""What a question that is being written waits for: which earlier questions it may ask about, and
what does not fit in the condition that it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tandem.instruments.branches import Branch, How, Single, branch_of, groups, lines
from tandem.instruments.content import Content, at
from tandem.instruments.manuscript import Question, answers_at, questions

MARKED = ("ten", "number")
# What a line may say of a question of each kind. A list is asked for one of its answers.
LISTED: tuple[How, ...] = ("is", "is_not", "answered", "unanswered")
NUMBERED: tuple[How, ...] = (
    *("is", "is_not", "at_least", "at_most", "not_at_least"),
    *("answered", "unanswered"),
)
OTHERS: tuple[How, ...] = ("answered", "unanswered")
MOST = 999_999


def hows(question: Question) -> tuple[How, ...]:
    if question.table.get("kind") in MARKED:
        return NUMBERED
    return LISTED if answers_at(question) else OTHERS


def answers_of(content: Content, question: Question) -> dict[str, str]:
    """The answers to choose from, by key."""
    where = answers_at(question)
    return dict(at(content, (*where.place, where.words)) or {}) if where else {}


def condition_of(question: Question) -> Branch | None:
    """None where it has none. ValueError where it has one that no line can say."""
    table = question.table.get("asked_if")
    return branch_of(table) if table else None


@dataclass(slots=True)
class Order:
    """The questions in the order in which they are asked; made once for many to be looked up."""

    content: Content
    all: dict[str, Question] = field(init=False)
    place: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.all = {one.key: one for one in questions(self.content)}
        self.place = {key: number for number, key in enumerate(self.all)}

    def before(self, question: Question) -> list[Question]:
        """Those that it may ask about; those of its own area come first."""
        found = [one for one in self.all.values() if not self.why_not(question, one.key)]
        return sorted(found, key=lambda one: one.area != question.area)

    def why_not(self, question: Question, key: str) -> str:
        """Why it cannot ask about this one, as a sentence; "" where it can."""
        other = self.all.get(key)
        if other is None:
            return _("The question it asks about is not here any more.")
        names = {"question": other.prompt[:60]}
        if key == question.key:
            return _("A question cannot wait for itself.")
        if self.place[key] > self.place[question.key]:
            return (
                _("“%(question)s” comes later. Only what comes before can be asked about.") % names
            )
        if other.part != question.part and (at(self.content, other.part) or {}).get("at_most"):
            return (
                _("“%(question)s” is asked many times, so it cannot be asked about from here.")
                % names
            )
        return ""

    def unfit(self, question: Question, line: Single) -> str:
        """What is wrong with a line of its condition; "" where nothing is."""
        if told := self.why_not(question, line.item):
            return told
        other = self.all[line.item]
        names = {"question": other.prompt[:60]}
        if line.how not in hows(other):
            return (
                _("This cannot be said of “%(question)s”: its answer is of another kind.") % names
            )
        known = answers_of(self.content, other)
        if known and line.answer is not None and line.answer not in known:
            return _("“%(question)s” does not have this answer any more.") % names
        return ""

    def faults(self, question: Question) -> Iterator[str]:
        """What stands in the way of asking it so, a sentence each."""
        try:
            branch = condition_of(question)
        except ValueError:
            return  # it is told with all else that does not fit
        for one in lines(branch):
            if told := self.unfit(question, one):
                yield _("When it is asked: %(why)s") % {"why": told}
        if any(len(group.of) < 2 for _path, group in groups(branch)):
            yield _("When it is asked: a group needs two lines or more.")
