from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class ActForm(forms.Form):
    """Carries the id of its act, so that sending it twice does it once."""

    act = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        required=False,
        error_messages={"invalid": _("This page is too old to save. Load it again.")},
    )

    def clean_act(self) -> UUID:
        return self.cleaned_data["act"] or uuid4()

    def renew(self) -> None:
        """Sent once more, it is another act."""
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["act"] = str(uuid4())
        self.data = sent
