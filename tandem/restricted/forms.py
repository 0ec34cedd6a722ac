"""What is typed to keep a restricted note, to open a compartment, and to say who may."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tandem.people.forms.acts import ActForm
from tandem.people.forms.persons import Note, StaffField, Words
from tandem.people.models import User
from tandem.restricted.models import Compartment
from tandem.restricted.rules import LONGEST, REVIEWED_WITHIN
from tandem.ui.fields import DayField

WORDS = 4000


def in_time(day: date, longest: timedelta) -> date:
    today = timezone.localdate()
    if not today < day <= today + longest:
        years = longest.days // 365
        if years == 1:
            raise forms.ValidationError(_("Choose a day after today, within a year."))
        raise forms.ValidationError(_("Choose a day after today, within two years."))
    return day


class CorrectForm(ActForm):
    about = Words(
        label=_("What is it about, in one line?"),
        max_length=200,
        error_messages={
            "required": _("Say in one line what it is about."),
            "max_length": _("There is room for 200 letters."),
        },
    )
    words = Note(
        label=_("What is known?"),
        max_length=WORDS,
        error_messages={
            "required": _("Write down what is known."),
            "max_length": _("There is room for 4000 letters."),
        },
    )
    source = Words(
        label=_("Where is it from?"),
        help_text=_("Who told you, how, and on which day."),
        max_length=300,
        error_messages={
            "required": _("Say where it is from."),
            "max_length": _("There is room for 300 letters."),
        },
    )
    review_on = DayField(
        label=_("When is it looked at again?"),
        help_text=_("Within two years. For example, 27 3 2027."),
    )

    def clean_review_on(self) -> date:
        return in_time(self.cleaned_data["review_on"], REVIEWED_WITHIN)


class KeepForm(CorrectForm):
    compartment = forms.ChoiceField(
        label=_("What kind of note is it?"),
        choices=Compartment.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one kind.")},
    )

    field_order = ("compartment",)


class OpenForm(forms.Form):
    compartment = forms.ChoiceField(
        label=_("Which notes?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one kind.")},
    )
    reason = Words(
        label=_("Why do you need them now?"),
        help_text=_("Kept with your name and the time. Other readers see it."),
        min_length=10,
        max_length=300,
        error_messages={
            "required": _("Say why you need them now."),
            "min_length": _("Say a little more: why now?"),
            "max_length": _("There is room for 300 letters."),
        },
    )

    def __init__(self, *args: Any, may: Sequence[Compartment], **more: Any) -> None:
        super().__init__(*args, **more)
        compartment = self.fields["compartment"]
        assert isinstance(compartment, forms.ChoiceField)
        compartment.choices = [(one.value, one.label) for one in may]
        if len(may) == 1:
            compartment.initial = may[0].value


class ReaderForm(ActForm):
    user = StaffField(
        label=_("Who?"),
        queryset=User.objects.none(),
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose a member of staff."),
            "invalid_choice": _("Choose somebody from the list."),
        },
    )
    compartment = forms.ChoiceField(
        label=_("Which notes?"),
        choices=Compartment.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one kind.")},
    )
    ends_on = DayField(
        label=_("Until when?"), help_text=_("The last day, within a year. For example, 27 3 2027.")
    )

    def __init__(self, *args: Any, staff: QuerySet[User], **more: Any) -> None:
        super().__init__(*args, **more)
        user = self.fields["user"]
        assert isinstance(user, forms.ModelChoiceField)
        user.queryset = staff.select_related("team").order_by("name")

    def clean_ends_on(self) -> date:
        return in_time(self.cleaned_data["ends_on"], LONGEST)
