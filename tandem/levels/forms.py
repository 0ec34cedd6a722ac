from django import forms
from django.utils.translation import gettext_lazy as _


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Why is it wrong?"),
        max_length=300,
        error_messages={
            "required": _("Say why it is wrong, in a few words."),
            "max_length": _("There is room for 300 letters."),
        },
    )
