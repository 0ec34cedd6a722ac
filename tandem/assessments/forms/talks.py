"""Reads what a step of a guided talk sent. Names in the page are the short keys of its items:
`person-nothing` for `talk.count.person.nothing`; a day comes in three parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.assessments.rules.differences import Outcome
from tandem.assessments.rules.talks import WHERE, Talk
from tandem.instruments.clean import LONGEST, clean, clean_text
from tandem.instruments.schema import Item, Prompt
from tandem.lib.refused import Refused
from tandem.ui.fields import DayField, parse

NOTHING = ".nothing"


@dataclass(slots=True)
class StepForm:
    """One step: what it asks here, what stands or was typed, and what is wrong with it."""

    step: str
    items: list[Item]
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    # By party, then by the short keys; only what may be stored.
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def short(self, item: Item) -> str:
        return item.key.removeprefix(f"talk.{self.step}.")

    def name(self, item: Item) -> str:
        return self.short(item).replace(".", "-").replace("_", "-")

    def value(self, item: Item) -> Any:
        return self.values.get(self.short(item))

    def error(self, item: Item) -> str:
        return self.errors.get(self.short(item), "")

    @property
    def parties(self) -> list[str]:
        return sorted({item.party for item in self.items})

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """Each sentence with the id of the first control of its field, in the order of the page."""
        found = [(self._anchor(item), self.error(item)) for item in self.items if self.error(item)]
        return found + ([("", self.errors[""])] if "" in self.errors else [])

    @property
    def is_empty(self) -> bool:
        """Nothing was written or chosen."""
        return self.errors.keys() == {""}

    def refuse(self, sentence: str) -> None:
        self.errors[""] = sentence

    def _anchor(self, item: Item) -> str:
        name = self.name(item)
        if item.kind == "date":
            return f"id_{name}_day"
        return f"{name}-{item.choices[0].key}" if item.choices else name

    def read(self, post: QueryDict) -> None:
        """What was sent, into `answers`; sentences into `errors`, with all that was typed kept."""
        self.values = {}
        for item in self.items:
            short, name = self.short(item), self.name(item)
            raw = _day(post, name) if item.kind == "date" else post.get(name, "")
            self.values[short] = raw
            self.answers.setdefault(item.party, {})
            try:
                value = _clean(item, raw)
            except Refused as refused:
                self.errors[short] = refused.sentence
                continue
            except forms.ValidationError as wrong:
                self.errors[short] = wrong.messages[0]
                continue
            if value not in (None, ""):
                self.answers[item.party][short] = value
        if not self.errors:
            _check(self)


def step_form(prompt: Prompt, talk: Talk, parties: Collection[str]) -> StepForm:
    """The step as it may be answered by these parties, with what they said before."""
    form = StepForm(prompt.key, [item for item in prompt.items if item.party in parties])
    for item in form.items:
        form.values[form.short(item)] = talk.said(prompt.key, item.party).get(form.short(item))
    return form


def _clean(item: Item, raw: Any) -> Any:
    if item.kind == "date":
        typed = [part.strip() for part in raw]
        return parse(*typed).isoformat() if any(typed) else None
    if item.kind == "words":
        return clean_text(raw)
    return clean(item, raw) if raw else None


def _day(post: QueryDict, name: str) -> list[str]:
    return [post.get(f"{name}_{part}", "")[:20] for part in ("day", "month", "year")]


def _check(form: StepForm) -> None:
    """What one answer asks of another. Anything may be left out; then it is skipped."""
    said = {short: value for each in form.answers.values() for short, value in each.items()}
    if not said:
        form.errors[""] = _("Write or choose something. Or press “Skip this”.")
        return
    for short in said:
        if short.endswith(NOTHING) and said.get(short.removesuffix(NOTHING)):
            form.errors[short] = _("Choose this, or write something. Not both.")
    if form.step == WHERE:
        _check_where(form, said)
    if form.step == "plan" and "changes" not in said:
        form.errors["changes"] = _("Choose yes or no.")
    if form.step == "plan" and said.get("changes") == "yes" and "changes.words" not in said:
        form.errors["changes.words"] = _("Write what changes.")
    if form.step == "note" and "fair" not in said:
        form.errors["fair"] = _("Choose one of the three.")
    if form.step == "note" and said.get("fair") == "add" and "fair.words" not in said:
        form.errors["fair.words"] = _("Write what you want to add.")


def _check_where(form: StepForm, said: Mapping[str, Any]) -> None:
    outcome = said.get("outcome")
    day, who = said.get("outcome.on"), said.get("outcome.who")
    if outcome is None:
        form.errors["outcome"] = _("Choose where you are now. Or press “Skip this”.")
    if outcome == Outcome.COME_BACK and day is None:
        form.errors["outcome.on"] = _("Give the day on which you come back to it.")
    has_day = outcome in (Outcome.COME_BACK, Outcome.SOMEONE_ELSE)
    if has_day and day and date.fromisoformat(day) < timezone.localdate():
        form.errors["outcome.on"] = _("Give a day that is still to come.")
    if outcome == Outcome.SOMEONE_ELSE and not who:
        form.errors["outcome.who"] = _("Write who you will ask.")
    # A day or a name belongs to its own ends only.
    if not form.errors:
        both = form.answers["both"]
        if not has_day:
            both.pop("outcome.on", None)
        if outcome != Outcome.SOMEONE_ELSE:
            both.pop("outcome.who", None)


class DayForm(forms.Form):
    """Draws the one day of a talk with the date field that every page has."""

    def __init__(self, name: str, label: str, typed: Sequence[str] | str | None, error: str):
        if isinstance(typed, str):
            day = date.fromisoformat(typed)
            typed = [str(day.day), str(day.month), str(day.year)]
        parts = zip(("day", "month", "year"), typed or ["", "", ""], strict=True)
        super().__init__({f"{name}_{part}": text for part, text in parts} if typed else None)
        self.fields[name] = DayField(label=label, required=False)
        if error:
            self.full_clean()
            self.errors[name] = self.error_class([error])


@dataclass(slots=True)
class MarksForm:
    """The marks anew of whoever thinks again."""

    items: Mapping[str, Item]
    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    marks: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def error_list(self) -> list[tuple[str, str]]:
        found = []
        for name, sentence in self.errors.items():
            party, what = name.split("-")
            first = f"-{self.items[party].choices[0].key}" if what == "mark" else ""
            found.append((f"{name}{first}", sentence))
        return found

    @property
    def is_empty(self) -> bool:
        return not any(self.values.values())

    def refuse(self, sentence: str) -> None:
        self.errors[f"{next(iter(self.items))}-mark"] = sentence

    def read(self, post: QueryDict) -> None:
        for party, item in self.items.items():
            mark, words = post.get(f"{party}-mark", ""), post.get(f"{party}-words", "")
            self.values |= {f"{party}-mark": mark, f"{party}-words": words}
            try:
                text = clean_text(words)
                if mark:
                    self.marks[party] = (str(clean(item, mark)), text)
                elif text:
                    self.errors[f"{party}-mark"] = _("Choose one of the marks too.")
            except Refused as refused:
                at = "words" if len(words) > LONGEST else "mark"
                self.errors[f"{party}-{at}"] = refused.sentence
        if not self.marks and not self.errors:
            first = next(iter(self.items))
            self.errors[f"{first}-mark"] = _("Choose a mark. Or press “Skip this”.")


class FairForm(forms.Form):
    answer = forms.ChoiceField(
        choices=[(key, key) for key in ("yes", "part", "no", "skip")],
        error_messages={
            "required": gettext_lazy("Choose one. You can choose Skip."),
            "invalid_choice": gettext_lazy("Choose one. You can choose Skip."),
        },
    )
    share = forms.MultipleChoiceField(
        choices=[("let_see", "let_see"), ("someone_else", "someone_else")], required=False
    )
    act = forms.UUIDField()
