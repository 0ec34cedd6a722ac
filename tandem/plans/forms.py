"""What every form of the plan is made of."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.lib.text import typed
from tandem.plans import rules
from tandem.ui.fields import DayField

TOO_LONG = _("That is too long. Please use %(limit_value)d letters at most.")


class WordsField(forms.CharField):
    """Own words, kept letter by letter, without what nobody can see."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("error_messages", {}).setdefault("max_length", TOO_LONG)
        rows = options.pop("rows", 2)
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=rules.LONGEST, **options)

    def to_python(self, value: Any) -> str:
        return typed(super().to_python(value) or "")


class ActForm(forms.Form):
    """Each form carries the id of its act, so that sending it twice does it once."""

    act = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={
            "required": _("This page is too old to save. Load it again."),
            "invalid": _("This page is too old to save. Load it again."),
        },
    )

    def refuse(self, sentence: str, field: str | None = None) -> None:
        self.add_error(field, sentence)


def due_field() -> DayField:
    return DayField(
        label=_("By when?"),
        help_text=_("A day helps both of you. Like 27 3 2026. You can leave it open."),
        required=False,
        earliest=date(2000, 1, 1),
        latest=date(2100, 12, 31),
    )


def choice_field(label: Any, unchosen: Any, **options: Any) -> forms.ChoiceField:
    """One of a few, all in sight; the sentence says so too where something else was sent."""
    sentences = {"required": unchosen, "invalid_choice": unchosen}
    return forms.ChoiceField(
        label=label, widget=forms.RadioSelect, error_messages=sentences, **options
    )


class AheadForm(ActForm):
    """A day that it asks for lies ahead, or is the one that stands already. On paper, typed in
    later, it lies after the day of the sitting (`since`)."""

    def __init__(self, *args: Any, since: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        first = self.since or timezone.localdate()
        if day and day < first and day != self.initial.get("due_on"):
            raise forms.ValidationError(gettext("This day has passed. Choose one that is ahead."))
        return day


def speak_for(field: Any, parties: list[tuple[str, str]]) -> None:
    """Whose words these are; where only one can speak here, they are that one's."""
    field.choices = parties
    if len(parties) == 1:
        field.widget = forms.HiddenInput()
        field.initial = parties[0][0]
