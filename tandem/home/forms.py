from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.people.forms.persons import Words


class SearchForm(forms.Form):
    """Posted, never in an address: names do not belong in histories and logs."""

    words = Words(
        label=_("Find someone"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("This is too long to look for. Try a part of it.")},
    )
    after = forms.UUIDField(required=False)
