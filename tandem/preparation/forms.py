from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tandem.assessments.names import PREPARED_AHEAD
from tandem.sittings.rules import is_sound_pin
from tandem.ui.fields import DayField


def pin_field() -> forms.CharField:
    return forms.CharField(
        label=_("Your PIN"),
        max_length=8,
        required=False,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class GiveForm(forms.Form):
    """A link, for a phone that nobody else reads."""

    others = forms.ChoiceField(
        label=_("Does anyone else read this phone?"),
        choices=[("no", _("No, nobody")), ("yes", _("Yes, or not sure"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Ask, and choose an answer.")},
    )
    ends_on = DayField(
        label=_("The last day it is open"),
        error_messages={"required": _("Give a day within the next four weeks.")},
    )

    def clean_others(self) -> str:
        if self.cleaned_data["others"] != "no":
            raise forms.ValidationError(_("Then give paper. Others could read what is written."))
        return "no"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        today, day = timezone.localdate(), cleaned.get("ends_on")
        if day and not today <= day <= today + PREPARED_AHEAD:
            self.add_error("ends_on", _("Choose a day within the next four weeks."))
        return cleaned


class OpenForm(forms.Form):
    """The PIN of whoever opens the link; only they know it."""

    pin = pin_field()

    def clean_pin(self) -> str:
        pin: str = self.cleaned_data["pin"]
        if not is_sound_pin(pin):
            raise forms.ValidationError(
                _("Choose a PIN of 4 to 8 digits that are not all the same.")
            )
        return pin


class PinForm(forms.Form):
    pin = pin_field()
