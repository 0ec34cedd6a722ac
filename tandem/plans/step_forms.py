"""A step: added, changed, stuck."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.lib.text import typed
from tandem.plans import rules
from tandem.plans.forms import TOO_LONG, ActForm, AheadForm, WordsField, choice_field, due_field
from tandem.ui.fields import offer


class StepForm(AheadForm):
    who = choice_field(_("Who does it?"), _("Choose who does it."))
    words = WordsField(
        label=_("What will be done?"),
        error_messages={"required": _("Write what will be done.")},
    )
    due_on = due_field()
    who_name = forms.CharField(
        label=_("What are they called?"),
        help_text=_("Like “Mam” or “Shelter”."),
        required=False,
        max_length=100,
        error_messages={"max_length": TOO_LONG},
    )
    field_order = ("act", "who", "who_name", "words", "due_on")

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "who", parties)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["who_name"] = typed(cleaned.get("who_name", ""))
        is_nameless = not cleaned["who_name"] and "who_name" not in self.errors
        is_other = cleaned.get("who") in rules.SIDES
        if is_other and is_nameless:
            self.add_error("who_name", gettext("Write the name of who does it."))
        if cleaned.get("who") and cleaned.get("who_name") and not is_other:
            self.add_error("who", gettext("You wrote a name below. Choose who that is."))
        return cleaned


class ChangeStepForm(AheadForm):
    words = WordsField(
        label=_("What will be done?"),
        error_messages={"required": _("Write what will be done.")},
    )
    due_on = due_field()


class StuckForm(ActForm):
    why = WordsField(
        label=_("What is in the way?"),
        error_messages={"required": _("Write what is in the way.")},
    )
