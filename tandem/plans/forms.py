from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tandem.instruments.loader import newest
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


class WordingForm(ActForm):
    """Words for a goal, and whose they are; where only one can speak here, they are that one's."""

    field_order = ("act", "words", "origin")

    origin = choice_field(_("Whose words are these?"), _("Choose whose words these are."))

    def __init__(self, *args: Any, origins: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["origin"].choices = origins  # type: ignore[attr-defined]
        if len(origins) == 1:
            self.fields["origin"].widget = forms.HiddenInput()
            self.fields["origin"].initial = origins[0][0]


class GoalForm(WordingForm):
    words = WordsField(
        label=_("What is the goal?"),
        help_text=_('In your own words, like "I keep my flat".'),
        error_messages={"required": _("Write the goal first. A few words are enough.")},
    )
    because = forms.MultipleChoiceField(
        label=_("What does it come from?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one thing that this goal comes from."),
            "invalid_choice": _("Choose from the things on this page."),
            "invalid_list": _("Choose from the things on this page."),
        },
    )

    def __init__(self, *args: Any, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]


class RewordForm(WordingForm):
    words = WordsField(
        label=_("Other words for this goal"),
        help_text=_("The old words are kept too. Both of you are asked again."),
        error_messages={"required": _("Write the goal first. A few words are enough.")},
    )


class StepForm(ActForm):
    who = choice_field(_("Who does it?"), _("Choose who does it."))
    words = WordsField(
        label=_("What will be done?"),
        error_messages={"required": _("Write what will be done.")},
    )
    due_on = due_field()

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = parties  # type: ignore[attr-defined]
        if len(parties) == 1:
            self.fields["who"].widget = forms.HiddenInput()
            self.fields["who"].initial = parties[0][0]


class ChangeStepForm(ActForm):
    words = WordsField(
        label=_("What will be done?"),
        error_messages={"required": _("Write what will be done.")},
    )
    due_on = due_field()


class AnswerForm(ActForm):
    """An answer to the words with this digest."""

    digest = forms.RegexField(
        r"[0-9a-f]{64}",
        widget=forms.HiddenInput,
        error_messages={
            "required": _("This page is too old to save. Load it again."),
            "invalid": _("This page is too old to save. Load it again."),
        },
    )
    answer = choice_field(_("Do you agree with it?"), _("Choose one of the answers."))
    words = WordsField(label=_("Say why, if you want to."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = answers()  # type: ignore[attr-defined]


class AskingForm(ActForm):
    asked = choice_field(
        _("What happened?"),
        _("Choose one of the answers."),
        choices=[
            (rules.Asked.NOT_YET.value, _("Not asked yet")),
            (rules.Asked.COULD_NOT.value, _("Could not be asked, because:")),
        ],
    )
    because = WordsField(label=_("Why it could not be asked"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            cleaned.get("asked") == rules.Asked.COULD_NOT
            and not cleaned.get("because")
            and "because" not in self.errors
        ):
            self.add_error("because", gettext("Write why it could not be asked."))
        return cleaned


class AloneForm(ActForm):
    because = WordsField(
        label=_("Why was the plan made alone?"),
        error_messages={"required": _("Write why the plan was made alone.")},
    )
    together_on = DayField(
        label=_("When do you go through it together?"),
        earliest=date(2000, 1, 1),
        latest=date(2100, 12, 31),
    )


def answers() -> list[tuple[str, str]]:
    """The four answers to a goal's words, as they are released."""
    item = newest("agreement").item("agreement.ask.goal")
    language = (get_language() or "en")[:2]
    return [(choice.key, choice.words.say(language)) for choice in item.choices]
