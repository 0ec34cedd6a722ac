from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.instruments.clean import LONGEST, clean_text


class DoneForm(forms.Form):
    """What was done about one wish."""

    act = forms.UUIDField(widget=forms.HiddenInput)
    wish = forms.CharField(max_length=120)
    words = forms.CharField(
        required=False,
        max_length=LONGEST,
        strip=False,
        error_messages={"max_length": _("That is too long. Please make it shorter.")},
    )

    def clean_words(self) -> str:
        words = clean_text(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError(_("Write what was done. A few words are enough."))
        return words
