"""Forms for what was decided off the usual path: to look for it, and to tell it without names."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.plans.examples import TOLD, areas
from tandem.plans.forms import ActForm, WordsField
from tandem.plans.unnamed import tells
from tandem.ui.fields import offer


class LookForm(forms.Form):
    """Posted, never in an address: whoever looks may type a name."""

    words = forms.CharField(
        label=_("Words to look for"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("This is too long to look for. Try a part of it.")},
    )
    area = forms.ChoiceField(
        label=_("What it was about"),
        required=False,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "area", [("", _("Anything")), *areas().items()])


class ExampleForm(ActForm):
    """A line in words that tell nobody who it is about."""

    # The newest that was told of this line when the page was opened.
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10_000)
    area = forms.ChoiceField(
        label=_("What was it about?"), error_messages={"required": _("Choose what it was about.")}
    )
    decided = WordsField(
        label=_("What was decided?"),
        error_messages={"required": _("Write what was decided.")},
    )
    why = WordsField(label=_("Why?"), error_messages={"required": _("Write why.")})
    came = WordsField(
        label=_("What came of it?"),
        help_text=_("You can add it later."),
        required=False,
    )
    advice = WordsField(
        label=_("A word to others, if you like"),
        help_text=_("Your word back to the worker stays between you."),
        required=False,
    )
    unnamed = forms.BooleanField(
        label=_("I have read it again: nothing in it tells who it is about"),
        error_messages={"required": _("Read it again, then tick this.")},
    )

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        offer(self, "area", [("", _("Choose one")), *areas().items()])

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        for name in TOLD:
            if found := tells(self.cleaned_data.get(name, ""), self.names):
                sentence = gettext("“%(words)s” can tell who it is about. Say it without.")
                self.add_error(name, sentence % {"words": found})
        return given
