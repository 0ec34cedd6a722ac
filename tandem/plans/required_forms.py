"""A goal that has to happen: what of the order it is there for. Only where an order asks for it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.plans.forms import ActForm
from tandem.plans.goal_forms import GoalForm
from tandem.ui.fields import offer

# What is chosen where it is for nothing of the order.
FREE = "free"


def _asked_for(**options: Any) -> forms.TypedChoiceField:
    sentences = {
        "required": _("Choose one of the answers."),
        "invalid_choice": _("Choose from the things on this page."),
    }
    return forms.TypedChoiceField(
        label=_("Does the order or licence ask for this?"),
        help_text=_("The plan will say that it has to happen. The words stay as they are."),
        coerce=lambda chosen: None if chosen == FREE else UUID(chosen),
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages=sentences,
        **options,
    )


def _offer(form: forms.Form, required: list[tuple[str, str]]) -> None:
    offer(form, "requirement", [(FREE, gettext("No, this is a free choice")), *required])


class RequiredGoalForm(GoalForm):
    requirement = _asked_for(required=False)

    def __init__(self, *args: Any, required: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if required:
            _offer(self, required)
        else:
            del self.fields["requirement"]


class RequireForm(ActForm):
    """The same of a goal that stands."""

    requirement = _asked_for()

    def __init__(self, *args: Any, required: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, required)
