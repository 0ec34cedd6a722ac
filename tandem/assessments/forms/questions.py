"""One question of an instrument that is being written: its words, its answers, when it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tandem.assessments.forms.manuscripts import KINDS, RULES, Written, rows_of
from tandem.instruments.content import Content, Place, at
from tandem.instruments.manuscript import Question, answers_at, find, questions

# Empty rows to write answers in.
BLANK = 3
MOST_ANSWERS = 100
EASY_TENS = 3
# What a list of earlier answers may hold: more is found in no list by hand.
MOST_CHOICES = 2000
SHORT = 60
Table = dict[str, Any]


class QuestionForm(Written):
    def __init__(self, data: Any, content: Content, question: Question) -> None:
        super().__init__(data, content)
        self.question, self.place = question, question.place
        self.is_persons = question.table.get("party") == "person"
        self.paired = self._paired()
        kind = str(question.table.get("kind"))
        self.add_words("prompt", _("The question"), (*self.place, "prompt"))
        if self.paired:
            place = (*self.paired.place, "prompt")
            self.add_words("worker", _("What the worker is asked"), place)
            self._choose("rule", _("What the two marks say"), RULES, "rule")
        self.add_words("hint", _("A small line under it"), (*self.place, "hint"))
        if self.is_persons:
            self.add_words("easy", _("In Easy Read"), (*self.place, "easy"))
        kinds = [one for one in KINDS if one[0] != "yes_no"]
        if self.paired:
            kinds = [one for one in kinds if one[0] == kind]
        self._choose("kind", _("What is the answer?"), kinds, "kind")
        self.rows = self._answer_rows() if answers_at(question) else []
        if kind == "ten":
            self.add_words("low", _("What 0 means"), (*self.place, "low"))
            self.add_words("high", _("What 10 means"), (*self.place, "high"))
        self.tens = self._easy_tens() if kind == "ten" and self.is_persons else []
        self.asks = self._conditions()
        if self.is_persons:
            self.fields["needs_notice"] = forms.BooleanField(
                required=False,
                label=_("What is said here may have to be passed on: the person hears so first"),
                initial=question.table.get("needs_notice") is True,
            )

    def anew(self, content: Content) -> QuestionForm:
        return QuestionForm(None, content, find(content, self.question.key) or self.question)

    def _paired(self) -> Question | None:
        """The worker's question beside this one, where its marks are those of this."""
        name, table = self.question.table.get("pair"), self.question.table
        if not name or not self.is_persons or table.get("kind") not in ("scale", "ten"):
            return None
        return find(self.content, self.question.beside(str(name)))

    @property
    def places(self) -> tuple[Place, ...]:
        """All that a save writes."""
        found = [self.place, *([self.paired.place] if self.paired else [])]
        answers = answers_at(self.question)
        if answers and answers.place != self.place:
            found.append(answers.place)
        return tuple(found)

    def _choose(self, name: str, label: str, choices: list[Any], of: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, initial=self.question.table.get(of)
        )

    # Answers

    def _answer_rows(self) -> list[str]:
        where = answers_at(self.question)
        assert where
        keys = list(at(self.content, (*where.place, where.words)) or ())
        rows = rows_of(self.data if self.is_bound else None, keys, BLANK)
        for number, row in enumerate(rows, 1):
            is_new = row.startswith("+")
            place = None if is_new else (*where.place, where.words, row)
            self.add_words(f"answer-{row}", _("Answer %(n)s") % {"n": number}, place)
            if self.is_persons:
                easy = None if is_new else (*where.place, where.easy, row)
                self.add_words(f"answer-{row}-easy", _("In Easy Read"), easy)
            level = None if is_new else at(self.content, (*where.place, "levels", row))
            if self.paired or level is not None:
                self.fields[f"answer-{row}-level"] = forms.IntegerField(
                    required=False, min_value=0, max_value=99, initial=level, label=_("Level")
                )
        return rows[: MOST_ANSWERS + BLANK]

    def answers(self) -> list[tuple[str, Table]]:
        """As `set_choices` takes them. Where marks are compared, steps that were given no level
        keep none; new ones come after the last."""
        found, last = [], -1
        for row in self.rows:
            level = self.cleaned_data.get(f"answer-{row}-level")
            words = self.words(f"answer-{row}")
            if level is None and row.startswith("+") and self.paired:
                level = last + 1
            if any(words.values()) and level is not None:
                last = max(last, level)
            easy = self.words(f"answer-{row}-easy") if self.is_persons else {}
            key = "" if row.startswith("+") else row
            found.append((key, {"words": words, "easy": easy, "level": level}))
        return found

    def _easy_tens(self) -> list[int]:
        stand = list(at(self.content, (*self.place, "easy_tens")) or {})
        numbers = [(str(number), str(number)) for number in range(11)]
        usual = ["0", "5", "10"]
        for row in range(EASY_TENS):
            number = stand[row] if row < len(stand) else ""
            self.fields[f"ten-{row}"] = forms.ChoiceField(
                label=_("Number"), choices=numbers, initial=number or usual[row], required=False
            )
            place = (*self.place, "easy_tens", number) if number else None
            self.add_words(f"ten-{row}-easy", _("In Easy Read"), place)
        return list(range(EASY_TENS))

    # When it is asked

    @property
    def stands_if(self) -> Any:
        """The condition as it stands, where these lists cannot say it."""
        return None if self.asks else self.question.table.get("asked_if")

    def _conditions(self) -> list[str]:
        table = self.question.table.get("asked_if")
        how, stand = plain(table) if table else ("all", [])
        if how is None:
            self.fields["any_time"] = forms.BooleanField(
                required=False, label=_("Take this away: ask it always")
            )
            return []
        known = list(asked_before(self.content, self.question))
        names = [f"if-{number}" for number in range(len(stand) + 1)]
        for name, value in zip(names, [*stand, ""], strict=True):
            extra = [(value, value)] if value and value not in dict(known) else []
            self.fields[name] = forms.ChoiceField(
                required=False,
                label=_("Ask it only if") if name == "if-0" else _("and if"),
                choices=[("", _("Always")) if name == "if-0" else ("", "–"), *extra, *known],
                initial=value,
            )
        if stand:
            self.fields["joined"] = forms.ChoiceField(
                label=_("How these go together"),
                choices=[("all", _("All of them are so")), ("any", _("One of them is so"))],
                initial=how,
                required=False,
            )
        return names

    def asked_if(self) -> Table | None:
        if not self.asks:
            return None if self.cleaned_data.get("any_time") else self.stands_if
        given = [self.cleaned_data.get(name, "") for name in self.asks]
        tables = [_table(one) for one in dict.fromkeys(given) if one]
        if len(tables) < 2:
            return tables[0] if tables else None
        return {self.cleaned_data.get("joined") or "all": tables}


def plain(table: Table) -> tuple[str | None, list[str]]:
    """How single answers are joined, and each as a list has it; (None, []) for what says more."""
    how = next((one for one in ("all", "any") if one in table), "all")
    of = table.get(how, [table])
    found = [_value(one) for one in of]
    return (how, [one for one in found if one]) if all(found) else (None, [])


def _value(table: Table) -> str:
    match table:
        case {"item": str(item), "is": str(answer)}:
            return f"is|{item}|{answer}"
        case {"item": str(item), "at_least": int(number)}:
            return f"at_least|{item}|{number}"
        case {"item": str(item), "answered": True}:
            return f"answered|{item}|"
    return ""


def _table(value: str) -> Table:
    how, item, of = value.split("|")
    if how == "answered":
        return {"item": item, "answered": True}
    return {"item": item, how: int(of) if how == "at_least" else of}


def asked_before(content: Content, question: Question) -> Iterator[tuple[str, str]]:
    """The answers of earlier questions, each with its words; those near it come first."""
    before: list[Question] = []
    for one in questions(content):
        if one.key == question.key:
            break
        if not (at(content, one.part) or {}).get("at_most"):
            before.append(one)
    before.sort(key=lambda one: one.area != question.area)
    found = (row for one in before for row in _answers_of(content, one))
    for number, row in enumerate(found):
        if number == MOST_CHOICES:
            break
        yield row


def _answers_of(content: Content, one: Question) -> Iterator[tuple[str, str]]:
    names = {"question": one.prompt[:SHORT]}
    if where := answers_at(one):
        for key, words in (at(content, (*where.place, where.words)) or {}).items():
            said = _("“%(question)s” is “%(answer)s”") % (names | {"answer": words[:SHORT]})
            yield f"is|{one.key}|{key}", said
    if one.table.get("kind") == "ten":
        for number in range(1, 11):
            said = _("“%(question)s” is %(number)s or more") % (names | {"number": number})
            yield f"at_least|{one.key}|{number}", said
    yield f"answered|{one.key}|", _("“%(question)s” has an answer") % names
