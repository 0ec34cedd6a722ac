from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.assessments.models import Reflection
from tandem.assessments.practice import PROMPT
from tandem.instruments.clean import clean_text


class ReflectionForm(forms.Form):
    words = forms.CharField(
        label=PROMPT,
        help_text=_("Write about yourself. No names, and nothing that belongs on the sheet."),
        widget=forms.Textarea,
        max_length=Reflection._meta.get_field("words").max_length,
        error_messages={"required": _("Write a few words, or leave this page.")},
    )
    is_shared = forms.BooleanField(label=_("Let my manager read this"), required=False)
    act = forms.UUIDField(widget=forms.HiddenInput)

    def clean_words(self) -> str:
        return clean_text(self.cleaned_data["words"])
