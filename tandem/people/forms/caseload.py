from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.people.caseload.reading import MOST_BYTES


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Choose a CSV file"),
        help_text=_("At most 5 MB and 20,000 rows. Other systems' exports are fine as they are."),
        allow_empty_file=True,
        max_length=200,
        error_messages={
            "required": _("Choose a file first."),
            "max_length": _("The name of this file is too long. Give it a shorter one."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too big. It may have 5 MB at most."))
        return file
