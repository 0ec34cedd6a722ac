from typing import Any, Self

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tandem.people.caseload.reading import MOST_BYTES

TOO_BIG = _("This file is too big. It may have 5 MB at most.")


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

    def __init__(self, *args: Any, sent_bytes: int = 0, **more: Any) -> None:
        super().__init__(*args, **more)
        if sent_bytes > MOST_BYTES:
            # A file of this size is not taken in at all, so the field is empty.
            self.fields["file"].error_messages["required"] = TOO_BIG

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """As it was sent, or empty."""
        is_sent = request.method == "POST"
        return cls(
            request.POST if is_sent else None,
            request.FILES if is_sent else None,
            sent_bytes=int(request.META.get("CONTENT_LENGTH") or 0),
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(TOO_BIG)
        return file
