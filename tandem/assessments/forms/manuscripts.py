"""What is typed on the pages of an instrument that is being written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.instruments.content import Content, Place, at
from tandem.instruments.manuscript import languages_of
from tandem.instruments.words import PLACEHOLDERS, placeholders
from tandem.lib.text import typed
from tandem.people.forms.acts import ActForm

LONGEST_TEXT = 2000
LONGEST_TITLE = 100
CALLED = {"en": "English", "cy": "Cymraeg"}

PARTIES = [
    ("person", gettext_lazy("The person")),
    ("worker", gettext_lazy("The worker")),
    ("pair", gettext_lazy("Both, each for themselves: the two answers are set side by side")),
]
KINDS = [
    ("scale", gettext_lazy("A mark on a line of steps")),
    ("ten", gettext_lazy("A mark from 0 to 10")),
    ("one", gettext_lazy("One answer of a list")),
    ("yes_no", gettext_lazy("Yes or no")),
    ("many", gettext_lazy("Several answers of a list")),
    ("words", gettext_lazy("Words of their own")),
    ("number", gettext_lazy("A whole number")),
    ("date", gettext_lazy("A day")),
    ("words_and_date", gettext_lazy("Words, with a day")),
]
# Marks that can be set side by side.
COMPARED = ("scale", "ten")
RULES = [
    ("need", gettext_lazy("How much help is needed")),
    ("trouble", gettext_lazy("How much trouble it brings")),
    ("harm", gettext_lazy("How much harm it does")),
]


class WordsField(forms.CharField):
    """Words of an instrument in one language; names in braces are those that may stand there."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)

    def clean(self, value: Any) -> str:
        text = typed(super().clean(value) or "")
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(
                _("Letters too many: %(more)s. Please make it shorter.")
                % {"more": f"{len(text) - LONGEST_TEXT:,}"}
            )
        if unknown := placeholders(text) - PLACEHOLDERS:
            raise forms.ValidationError(
                _("{%(name)s} is not a name that may stand in words.") % {"name": min(unknown)}
            )
        return text


class Written(forms.Form):
    """Fields for words in each language of a manuscript, with what stands there now."""

    def __init__(self, data: Any, content: Content) -> None:
        super().__init__(data)
        self.content, self.codes = content, languages_of(content)

    def add_words(self, name: str, label: str, place: Place | None, *, hint: str = "") -> None:
        """One field for each language. What has no place yet is empty."""
        for code in self.codes:
            said = at(self.content, place, code) if place else None
            self.fields[f"{name}-{code}"] = WordsField(
                label=f"{label} ({CALLED[code]})" if len(self.codes) > 1 else label,
                help_text=hint,
                initial=said if isinstance(said, str) else "",
                widget=forms.Textarea(attrs={"lang": code})
                if "\n" in str(said or "")  # a line of a form would lose it
                else forms.TextInput(attrs={"lang": code}),
            )
            hint = ""

    def anew(self, content: Content) -> Written:
        """The same fields, with what stands in other content and nothing typed."""
        return type(self)(None, content)

    def filled_from(self, data: QueryDict) -> QueryDict:
        """What was typed, and what stands in fields that were not on the page it was typed on."""
        whole = data.copy()
        for name, field in self.fields.items():
            if name not in data and not isinstance(field, forms.BooleanField):
                whole[name] = "" if field.initial is None else str(field.initial)
        return whole

    def words(self, name: str) -> dict[str, str]:
        return {code: self.cleaned_data.get(f"{name}-{code}", "") for code in self.codes}

    def bounds(self, names: Iterable[str]) -> list[Any]:
        """The fields of these, in each language, as they are drawn."""
        return [self[f"{name}-{code}"] for name in names for code in self.codes]


class BeginForm(ActForm):
    title = WordsField(label=gettext_lazy("What is it called?"))
    copied = forms.ChoiceField(label=gettext_lazy("Start from"), required=False)

    def __init__(self, data: Any, copies: list[tuple[str, str]]) -> None:
        super().__init__(data)
        nothing = ("", _("Nothing: an empty page"))
        copied = self.fields["copied"]
        assert isinstance(copied, forms.ChoiceField)
        copied.choices = [nothing, *copies]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        title, is_next = found.get("title", ""), found.get("copied", "").endswith(":next")
        if not title and not is_next and "title" not in self.errors:
            self.add_error("title", _("Give it a name."))
        if len(title) > LONGEST_TITLE:
            self.add_error("title", _("This name is too long."))
        return found


class HeadForm(Written):
    def __init__(self, data: Any, content: Content) -> None:
        super().__init__(data, content)
        self.add_words("title", _("What it is called"), ("title",))
        self.add_words("line", _("What it is for, in a line"), ("line",))
        self.add_words(
            "licence",
            _("Who holds the rights"),
            ("licence",),
            hint=_("If it is not your own: the source, and who gave you leave."),
        )


class NameForm(Written):
    """The name of something new: an area, a part."""

    def __init__(self, data: Any, content: Content, what: str, label: str) -> None:
        super().__init__(data, content)
        self.fields[what] = WordsField(label=label)
        self.what = what

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get(self.what) and self.what not in self.errors:
            self.add_error(self.what, _("Give it a name."))
        return found


class AreaForm(Written):
    def __init__(self, data: Any, content: Content, place: Place) -> None:
        super().__init__(data, content)
        self.place = place
        self.add_words("name", _("What the area is called"), (*place, "name"))
        self.add_words("line", _("A line under its name"), (*place, "line"))
        self.fields["each_first"] = forms.BooleanField(
            required=False,
            label=_("Each marks first: neither sees the other’s mark before both have marked"),
            initial=at(content, (*place, "each_first")) is True,
        )

    def anew(self, content: Content) -> AreaForm:
        return AreaForm(None, content, self.place)


class AddForm(Written):
    """A new question."""

    def __init__(self, data: Any, content: Content, parts: list[tuple[str, str]]) -> None:
        super().__init__(data, content)
        self.fields["prompt"] = WordsField(label=_("The question"))
        self.fields["party"] = forms.ChoiceField(
            label=_("Who answers?"), choices=PARTIES, widget=forms.RadioSelect, initial="person"
        )
        self.fields["kind"] = forms.ChoiceField(label=_("What is the answer?"), choices=KINDS)
        if len(parts) > 1:
            self.fields["part"] = forms.ChoiceField(label=_("In which part?"), choices=parts)

    def clean_prompt(self) -> str:
        prompt = str(self.cleaned_data["prompt"])
        if not prompt:
            raise forms.ValidationError(_("Write the question."))
        return prompt

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("party") == "pair" and found.get("kind") not in COMPARED:
            self.add_error("kind", _("Only marks can be set side by side. Choose a kind of mark."))
        return found


def rows_of(data: Mapping[str, Any] | None, keys: list[str], blank: int) -> list[str]:
    """The names of the rows of answers: those that stand, and empty ones to write in."""
    sent = {name.split("-")[1] for name in data or () if name.startswith("answer-")}
    more = sorted((name for name in sent if name.startswith("+")), key=lambda one: int(one[1:]))
    return [*keys, *(more or [f"+{number}" for number in range(blank)])]
