"""A goal: added, in other words, in its time, and why it is paused or let go."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.plans.forms import ActForm, AheadForm, WordsField, choice_field, due_field
from tandem.ui.fields import offer


def _linked(label: Any, hint: Any) -> forms.MultipleChoiceField:
    sentence = _("Choose from the things on this page.")
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": sentence, "invalid_list": sentence},
    )


class WordingForm(ActForm):
    """Words for a goal, and whose they are; where only one can speak here, they are that one's."""

    field_order = ("act", "words", "origin")

    origin = choice_field(_("Whose words are these?"), _("Choose whose words these are."))

    def __init__(self, *args: Any, origins: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "origin", origins)
        if len(origins) == 1:
            self.fields["origin"].widget = forms.HiddenInput()
            self.fields["origin"].initial = origins[0][0]


class GoalForm(WordingForm):
    words = WordsField(
        label=_("What is the goal?"),
        help_text=_('In your own words, like "I keep my flat".'),
        error_messages={"required": _("Write the goal first. A few words are enough.")},
    )
    because = forms.MultipleChoiceField(
        label=_("What does it come from?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one thing that this goal comes from."),
            "invalid_choice": _("Choose from the things on this page."),
            "invalid_list": _("Choose from the things on this page."),
        },
    )

    def __init__(self, *args: Any, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "because", [(key, key) for key in keys])


class RewordForm(WordingForm):
    words = WordsField(
        label=_("Other words for this goal"),
        help_text=_("The old words are kept too. Both of you are asked again."),
        error_messages={"required": _("Write the goal first. A few words are enough.")},
    )


class WhyForm(ActForm):
    why = WordsField(label=_("Say why, if you want to."), required=False)


class PlanGoalForm(AheadForm):
    """When a goal is for, what it gives and what it keeps safe."""

    is_later = forms.TypedChoiceField(
        label=_("Is it for now or for later?"),
        choices=[("now", _("For now")), ("later", _("For later"))],
        coerce=lambda value: value == "later",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose now or later."),
            "invalid_choice": _("Choose now or later."),
        },
    )
    due_on = due_field()
    gives = _linked(_("What does it give?"), _("Choose from what makes a good life."))
    protects = _linked(_("What does it keep safe?"), _("Choose from what was said."))

    def __init__(
        self,
        *args: Any,
        gives: list[tuple[str, str]],
        protects: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("gives", gives), ("protects", protects)):
            offer(self, name, choices)
