"""What becomes of a goal in a new period."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.plans import carrying
from tandem.plans.forms import ActForm, WordsField, choice_field


class CarryForm(ActForm):
    goal = forms.UUIDField(widget=forms.HiddenInput)
    choice = choice_field(
        _("What becomes of it?"),
        _("Choose what becomes of it."),
        choices=[
            (carrying.ON, _("It goes on as it is")),
            (carrying.LATER, _("It is for later")),
            (carrying.LET_GO, _("We let it go")),
        ],
    )
    why = WordsField(
        label=_("Why do you let it go?"),
        help_text=_("Only if you let it go."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        is_wordless = not told.get("why") and "why" not in self.errors
        if told.get("choice") == carrying.LET_GO and is_wordless:
            self.refuse(gettext("Write why you let it go."), "why")
        return told
