"""What somebody answers to exact words, and what the worker says about the asking."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tandem.instruments.loader import newest
from tandem.plans import rules
from tandem.plans.forms import ActForm, WordsField, choice_field
from tandem.ui.fields import offer


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
        offer(self, "answer", answers())


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


def answers() -> list[tuple[str, str]]:
    """The four answers to a goal's words, as they are released."""
    item = newest("agreement").item("agreement.ask.goal")
    language = (get_language() or "en")[:2]
    return [(choice.key, choice.words.say(language)) for choice in item.choices]
