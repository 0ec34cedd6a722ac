"""Forms for the next meeting: set or moved, called off, and "I cannot come"."""

import re
from datetime import date, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.plans.forms import TOO_LONG, ActForm, WordsField, choice_field
from tandem.plans.helps import labels
from tandem.plans.meetings import Meeting, hows
from tandem.plans.reasons import Names
from tandem.ui.fields import DayField, offer

EARLY = time(7)
WRITTEN_OUT = re.compile(r"0\d[:.]\d\d")
WHEN = _("Use numbers for the time, like 9:30 or 14:00.")


def line_field(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=200,
        required=False,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


class MeetingForm(ActForm):
    meet_on = DayField(
        label=_("On which day?"),
        help_text=_("Like 27 3 2026."),
        latest=date(2100, 12, 31),
    )
    at = forms.TimeField(
        label=_("At what time?"),
        help_text=_("Like 9:30 or 14:00."),
        input_formats=["%H:%M", "%H.%M", "%H"],
        error_messages={"required": _("Give a time, like 9:30."), "invalid": WHEN},
        widget=forms.TimeInput(
            format="%H:%M", attrs={"class": "govuk-input--width-5", "autocomplete": "off"}
        ),
    )
    how = choice_field(_("How do you meet?"), _("Choose how you meet."))
    where = line_field(_("Where?"), _("A place, or a number to ring. You can leave it empty."))
    who = line_field(_("Who else comes?"), _("You can leave this empty."))
    helps = forms.MultipleChoiceField(
        label=_("What helps that day?"),
        choices=lambda: list(labels().items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Choose from the things on this page."),
            "invalid_list": _("Choose from the things on this page."),
        },
    )
    why = WordsField(label=_("Why is it moved?"), required=False)
    # The one that the page showed as ahead.
    meeting = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        names: Names,
        wished: list[str],
        meeting: Meeting | None,
        since: date | None = None,
        **kwargs: Any,
    ) -> None:
        """`meeting` is the one that is moved; on paper, days lie after its sitting (`since`)."""
        initial: dict[str, Any] = {"helps": wished}
        if meeting:
            initial = {**meeting.value, "meet_on": meeting.on}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.since = since
        offer(self, "how", [(key, words % names) for key, words in hows().items()])
        # Words that were sent are given back, whatever became of the meeting meanwhile.
        if meeting is None and not self.data.get("why"):
            del self.fields["why"]

    def clean_meet_on(self) -> date:
        day: date = self.cleaned_data["meet_on"]
        if day < (self.since or timezone.localdate()):
            raise forms.ValidationError(gettext("This day has passed. Choose one that is ahead."))
        return day

    def clean_at(self) -> time:
        """ "2" is hardly two at night. Who means it writes it out: 02:00."""
        at: time = self.cleaned_data["at"]
        if at < EARLY and not WRITTEN_OUT.match(self["at"].data.strip()):
            told = {"time": f"{at.hour + 12}:{at:%M}", "early": f"{at:%H:%M}"}
            sentence = gettext("Do you mean %(time)s? Then write that. If not, write %(early)s.")
            raise forms.ValidationError(sentence % told)
        return at

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("how") == "elsewhere" and not found.get("where"):
            self.add_error("where", gettext("Write where you meet."))
        return found

    @property
    def told(self) -> dict[str, Any]:
        """As the action takes it."""
        found = dict(self.cleaned_data)
        found["on"] = found.pop("meet_on")
        return found


class WhyForm(ActForm):
    """For calling a meeting off, and for "I cannot come"."""

    meeting = forms.UUIDField(widget=forms.HiddenInput)
    why = WordsField(
        label=_("Why?"),
        help_text=_("A few words are enough."),
        error_messages={"required": _("Say why. A few words are enough.")},
    )
