from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tandem.people.forms.acts import ActForm
from tandem.sittings.models import Held
from tandem.sittings.rules import is_sound_pin
from tandem.ui.fields import DayField


class StartForm(ActForm):
    held = forms.ChoiceField(
        label=_("How do you sit together?"),
        choices=Held.choices,
        widget=forms.RadioSelect,
        initial=Held.SIDE_BY_SIDE,
        error_messages={"required": _("Choose how you sit together.")},
    )
    pin = forms.CharField(
        label=_("A PIN for this sitting"),
        help_text=_("4 to 8 digits. You need it to leave the shared screen. Not needed for paper."),
        required=False,
        max_length=8,
        widget=forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "off"}, render_value=False
        ),
    )
    held_on = DayField(label=_("If it was on paper: the day you sat together"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_paper = cleaned.get("held") == Held.PAPER
        if not is_paper and not is_sound_pin(cleaned.get("pin") or ""):
            self.add_error("pin", _("Choose a PIN of 4 to 8 digits that are not all the same."))
        day = cleaned.get("held_on")
        if is_paper and day is None and "held_on" not in self.errors:
            self.add_error("held_on", _("Say on which day you sat together."))
        if day and day > timezone.localdate():
            self.add_error("held_on", _("That day has not come yet."))
        return cleaned


class PinForm(forms.Form):
    """Take up a sitting again."""

    pin = forms.CharField(
        label=_("A PIN for this sitting"),
        help_text=_("4 to 8 digits. You need it to leave the shared screen."),
        max_length=8,
        widget=forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "off"}, render_value=False
        ),
        error_messages={"required": _("Choose a PIN of 4 to 8 digits.")},
    )


class ProofForm(forms.Form):
    """It is the worker: the PIN of this sitting, the password of the sign-in, or a passkey."""

    pin = forms.CharField(
        label=_("PIN of this sitting"),
        required=False,
        max_length=8,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    password = forms.CharField(
        label=_("Or your password"),
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    credential = forms.CharField(required=False, max_length=10_000, widget=forms.HiddenInput)

    def clean(self) -> None:
        """Nothing at all is a slip and no guess, so it is not counted as one."""
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("pin", _("This needs an answer."))


class JoinForm(forms.Form):
    code = forms.CharField(
        label=_("The code on the other screen"),
        help_text=_("It has 8 letters and numbers."),
        max_length=20,
        error_messages={"required": _("Type the code that the other screen shows.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
