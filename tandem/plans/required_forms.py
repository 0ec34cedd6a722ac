"""A goal that has to happen: what of the order it is there for. Only where an order asks for it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.plans.forms import GoalForm
from tandem.ui.fields import offer


class RequiredGoalForm(GoalForm):
    requirement = forms.TypedChoiceField(
        label=_("Does the order or licence ask for this?"),
        help_text=_("The plan will say that it has to happen. The words stay as they are."),
        required=False,
        coerce=UUID,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose from the things on this page.")},
    )

    def __init__(self, *args: Any, required: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if required:
            offer(self, "requirement", [("", gettext("No, this is a free choice")), *required])
        else:
            del self.fields["requirement"]
