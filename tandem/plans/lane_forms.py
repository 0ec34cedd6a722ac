"""What is typed about what an order or licence asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.plans.forms import ActForm, WordsField, choice_field
from tandem.plans.lane import MOST_A_WEEK
from tandem.plans.reasons import language
from tandem.plans.requirements import choices, ends, kinds
from tandem.ui.fields import DayField, offer

MOST_NUMBER = 10_000


def _number(label: Any, least: int = 0, **options: Any) -> forms.IntegerField:
    sentence = _("Write a whole number, like 40.")
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MOST_NUMBER,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value", "required"), sentence),
        **options,
    )


def _day(label: Any, **options: Any) -> DayField:
    return DayField(label=label, earliest=date(2000, 1, 1), latest=date(2100, 12, 31), **options)


class RequirementForm(ActForm):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose what it is.")),
    )
    words = WordsField(
        label=_("What the order or licence says"),
        help_text=_(
            "Both of you read this. Name nobody who is kept safe by it, and no place where they"
            ' live: write "a person", "a place".'
        ),
        required=False,
    )
    amount = _number(
        _("How much of it?"),
        1,
        required=False,
        help_text=_("Leave it empty if nothing is counted."),
    )
    unit = forms.ChoiceField(
        label=_("What is counted?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("hours", _("Hours")), ("days", _("Days"))],
    )
    starts_on = _day(_("From which day?"), required=False)
    ends_on = _day(_("Until which day?"), required=False)
    choice = choice_field(_("What can be chosen?"), _("Choose what can be chosen."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(key, one.name.say(language())) for key, one in kinds().items()]
        offer(self, "kind", [("", gettext("Choose one")), *named])
        offer(self, "choice", list(choices().items()))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("amount") and not told.get("unit"):
            self.refuse(gettext("Choose hours or days."), "unit")
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.refuse(gettext("This day is before the first one."), "ends_on")
        return told


class DoneForm(ActForm):
    done = _number(_("How much is done by now?"))


class EndForm(forms.Form):
    how = choice_field(_("What happened?"), _("Choose what happened."))
    ended_on = _day(_("On which day?"))
    why = WordsField(
        label=_("Why?"),
        help_text=_("Both of you read this."),
        error_messages={"required": _("Write why it is asked no more.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "how", list(ends().items()))


class WhenForm(ActForm):
    """When it begins and how much of it a week; nothing counted, nothing a week."""

    begin_on = _day(
        _("When do we begin?"),
        required=False,
        help_text=_("Like 27 3 2026. You can leave it open."),
    )
    a_week = _number(_("How much a week?"), 1, required=False)

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit:
            most = MOST_A_WEEK[unit]
            sentence = gettext("A week has room for %(most)s at most.") % {"most": most}
            self.fields["a_week"].validators.append(MaxValueValidator(most, sentence))
        if not unit:
            del self.fields["a_week"]
        elif unit == "hours":
            self.fields["a_week"].label = gettext("How many hours a week?")
        else:
            self.fields["a_week"].label = gettext("How many days a week?")
