"""What is said beside the goals: why there is none, a line of a leaf, that it was made alone."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.plans.forms import ActForm, WordsField, choice_field, speak_for
from tandem.ui.fields import DayField


class WhyNotForm(ActForm):
    """Why there is no goal for an area, and whose words that is."""

    area = forms.CharField(widget=forms.HiddenInput, max_length=60)
    party = choice_field(_("Who says it?"), _("Choose who says it."))
    words = WordsField(
        label=_("Why is there no goal for it?"),
        error_messages={"required": _("Write why there is no goal.")},
    )

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_for(self.fields["party"], parties)


class LineForm(ActForm):
    """A line on a leaf of the plan, under one of its headings, and whose it is."""

    part = forms.CharField(widget=forms.HiddenInput, max_length=20)
    words = WordsField(
        error_messages={"required": _("Write something first. A few words are enough.")},
    )
    party = choice_field(_("Who says it?"), _("Choose who says it."))

    def __init__(
        self, *args: Any, label: str, parties: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        speak_for(self.fields["party"], parties)


class AloneForm(ActForm):
    because = WordsField(
        label=_("Why was the plan made alone?"),
        error_messages={"required": _("Write why the plan was made alone.")},
    )
    together_on = DayField(
        label=_("When do you go through it together?"),
        earliest=date(2000, 1, 1),
        latest=date(2100, 12, 31),
    )
