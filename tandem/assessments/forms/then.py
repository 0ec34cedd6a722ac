from django import forms


class BetweenForm(forms.Form):
    """Which sitting is looked at (none is how it stands now), and which one stands beside it."""

    now = forms.UUIDField(required=False)
    then = forms.UUIDField(required=False)
