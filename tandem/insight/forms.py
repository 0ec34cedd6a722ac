from django import forms
from django.http import HttpRequest


class PageForm(forms.Form):
    """Where a page of the table of teams begins."""

    after = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    @classmethod
    def after_of(cls, request: HttpRequest) -> int | None:
        """The team that it comes after; what is not a number begins at the first one."""
        form = cls(request.GET)
        form.is_valid()
        after: int | None = form.cleaned_data.get("after")
        return after
