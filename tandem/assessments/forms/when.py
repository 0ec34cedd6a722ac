"""When a question that is being written is asked: one line, and how the lines of a group go
together."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tandem.assessments.manuscripts import WrittenNames
from tandem.assessments.told import joining, told
from tandem.instruments.branches import (
    JOINS,
    Branch,
    Group,
    How,
    Path,
    Single,
    groups,
)
from tandem.instruments.manuscript import Question
from tandem.instruments.waiting import MARKED, MOST, Order, answers_of, hows

SHORT = 100
LONGEST_PATH = 100


def path_of(text: str) -> Path | None:
    """As a page sends it: `1.0`; None for what is no path."""
    if len(text) > LONGEST_PATH or not re.fullmatch(r"(\d+(\.\d+)*)?", text, re.ASCII):
        return None
    return tuple(int(one) for one in text.split(".") if one)


def text_of(path: Path) -> str:
    return ".".join(map(str, path))


def number_of(path: Path) -> str:
    """As a reader counts: the second branch is the group 2."""
    return ".".join(str(one + 1) for one in path)


class AboutForm(forms.Form):
    """Which question a line asks about."""

    def __init__(self, data: Any, order: Order, question: Question) -> None:
        super().__init__(data)
        self.order, self.asking = order, question
        areas = {key: table.get("name") or key for key, table in _areas(order).items()}
        choices = [
            (one.key, f"{areas[one.area]}: {one.prompt[:SHORT]}") for one in order.before(question)
        ]
        self.fields["about"] = forms.ChoiceField(
            label=_("Which question does it ask about?"), choices=[("", "–"), *choices]
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        given = self.data.get("about", "")
        if "about" in self.errors:
            del self.errors["about"]
            why = self.order.why_not(self.asking, given) if given else _("Choose a question.")
            self.add_error("about", why)
        return found


def _areas(order: Order) -> dict[str, Any]:
    return order.content["en"].get("areas") or {}


class LineForm(forms.Form):
    """What a line says of the question that it asks about, and in which group it stands."""

    def __init__(
        self, data: Any, order: Order, about: Question, whole: Branch | None, now: Single | None
    ) -> None:
        super().__init__(data)
        self.order, self.about = order, about
        is_many = about.table.get("kind") == "many"
        called: dict[How, str] = {
            "is": _("includes") if is_many else _("is"),
            "is_not": _("does not include") if is_many else _("is not"),
            "at_least": _("is this or more"),
            "at_most": _("is this or less"),
            "not_at_least": _("is less than this, or has no answer"),
            "answered": _("has an answer, whichever it is"),
            "unanswered": _("has no answer"),
        }
        self.fields["how"] = forms.ChoiceField(
            label=_("What is so of it?"),
            choices=[(how, called[how]) for how in hows(about)],
            widget=forms.RadioSelect,
            initial=now.how if now else hows(about)[0],
            error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
        )
        known = answers_of(order.content, about)
        if about.table.get("kind") in MARKED:
            self.fields["answer"] = forms.IntegerField(
                label=_("Which number?"),
                required=False,
                min_value=0,
                max_value=10 if about.table.get("kind") == "ten" else MOST,
                initial=now.answer if now else None,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={"invalid": _("Write a whole number.")},
            )
        elif known:
            self.fields["answer"] = forms.ChoiceField(
                label=_("Which answer?"),
                required=False,
                choices=[("", "–"), *((key, words or key) for key, words in known.items())],
                initial=now.answer if now else "",
                error_messages={"invalid_choice": _("Choose one of its answers.")},
            )
        self._where(whole if now is None else None)

    def _where(self, whole: Branch | None) -> None:
        found = list(groups(whole))
        if len(found) > 1:
            names = WrittenNames(self.order)
            places = [(text_of(path), _in_short(group, names)) for path, group in found]
            self.fields["into"] = forms.ChoiceField(
                label=_("Where does it stand?"), choices=places, required=False
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        is_asked = found.get("how") not in ("answered", "unanswered", None)
        if is_asked and found.get("answer") in (None, "") and "answer" not in self.errors:
            self.add_error("answer", _("Say which answer."))
        return found

    def line(self) -> Single:
        how = self.cleaned_data["how"]
        has_answer = how not in ("answered", "unanswered")
        return Single(self.about.key, how, self.cleaned_data["answer"] if has_answer else None)


def _in_short(group: Group, names: WrittenNames) -> str:
    inner = "; ".join(told(one, names).line for one in group.of) or "…"
    return f"{joining(group.how)} {inner}"[:SHORT]


class JoinsForm(forms.Form):
    """How the lines of each group go together, by the path of the group."""

    def __init__(self, data: Any, whole: Branch | None) -> None:
        super().__init__(data)
        choices = [(how, joining(how).rstrip(":")) for how in JOINS]
        self.paths = {f"join-{text_of(path)}": path for path, _group in groups(whole)}
        for (name, path), (_path, group) in zip(self.paths.items(), groups(whole), strict=True):
            self.fields[name] = forms.ChoiceField(
                label=_("How these go together")
                if not path
                else _("Group %(n)s: how its lines go together") % {"n": number_of(path)},
                choices=choices,
                initial=group.how,
            )
