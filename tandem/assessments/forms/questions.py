"""One question of an instrument that is being written: its words and its answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tandem.assessments.forms.manuscripts import KINDS, RULES, Written, rows_of
from tandem.instruments.content import Content, Place, at
from tandem.instruments.links import may_follow
from tandem.instruments.manuscript import Question, answers_at, find
from tandem.instruments.parts import parts_of

SHORT = 100
# Empty rows to write answers in.
BLANK = 3
MOST_ANSWERS = 100
EASY_TENS = 3
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
        self._belongs()
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

    def _belongs(self) -> None:
        """Its part, the question that it stands under, and what it is a sign of: where there is
        something to choose from."""
        parts = parts_of(self.content, self.question.area)
        if len(parts) > 1:
            self.fields["part"] = forms.ChoiceField(
                label=_("In which part?"),
                choices=[(key, one.get("name") or key) for key, one in parts.items()],
                initial=self.question.part[-1],
                required=False,
            )
        heads = [
            (one.place[-1], one.prompt[:SHORT]) for one in may_follow(self.content, self.question)
        ]
        self._may_choose("follows", _("Which question does it stand under?"), heads)
        signs = [
            (key, name or key) for key, name in (at(self.content, ("constructs",)) or {}).items()
        ]
        self._may_choose("construct", _("What is it a sign of?"), signs)

    def _may_choose(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        stands = self.question.table.get(name)
        if stands and stands not in dict(choices):
            choices = [*choices, (stands, _("something that is gone"))]
        if choices:
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=[("", _("None")), *choices],
                initial=stands or "",
                required=False,
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
