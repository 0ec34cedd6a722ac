from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.plans.forms import ActForm


class SwitchOnForm(forms.Form):
    """Asked before a link is given: who else may see the phone."""

    others = forms.ChoiceField(
        label=_("Does anyone else read this phone?"),
        choices=[("no", _("No, nobody")), ("yes", _("Yes, or not sure"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Ask, and choose an answer.")},
    )

    def clean_others(self) -> str:
        if self.cleaned_data["others"] != "no":
            raise forms.ValidationError(_("Then leave it off for now. Take paper with you."))
        return "no"


class SoonForm(ActForm):
    reach = forms.CharField(
        label=_("How can you be reached?"),
        help_text=_("You can leave this empty. Like: after 3, on my sister's phone."),
        max_length=200,
        required=False,
        error_messages={"max_length": _("There is room for 200 letters.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


class CoverForm(forms.Form):
    user = forms.ChoiceField(
        label=_("Who covers?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose somebody of your team.")},
    )
