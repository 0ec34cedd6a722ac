"""Forms for what is said beside the goals: what is in the way, and what the person asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tandem.assessments.rules.remarks import STILL, THAT_IS_IT
from tandem.plans.asks import whats
from tandem.plans.forms import ActForm, AheadForm, WordsField, choice_field, due_field
from tandem.plans.obstacles import modes, sorts
from tandem.plans.reasons import Names
from tandem.ui.fields import offer


class ObstacleForm(AheadForm):
    words = WordsField(
        label=_("What is in the way?"),
        error_messages={"required": _("Write what is in the way.")},
    )
    sort = choice_field(_("What sort of thing is it?"), _("Choose what sort of thing it is."))
    who = choice_field(_("Who takes it on?"), _("Choose who takes it on."))
    due_on = due_field()

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sort", list(sorts().items()))
        offer(self, "who", parties)


class DoneForm(ActForm):
    """What the worker did about what is in the way."""

    mode = choice_field(_("How was it done?"), _("Choose how it was done."))
    words = WordsField(
        label=_("What was done?"), error_messages={"required": _("Write what was done.")}
    )
    yes = forms.BooleanField(required=False)

    def __init__(self, *args: Any, names: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(key, words % names) for key, words in modes().items()]
        offer(self, "mode", told)
        self.fields["yes"].label = gettext("%(person)s said yes to this first") % names


class EndForm(ActForm):
    """What came of it."""

    words = WordsField(label=_("What came of it?"), required=False)
    # Two buttons say it.
    end = forms.ChoiceField(
        widget=forms.HiddenInput,
        choices=[("gone", "gone"), ("still", "still")],
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )


class AskForm(ActForm):
    what = choice_field(_("What do you ask for?"), _("Choose what you ask for."))
    words = WordsField(
        label=_("In your own words"),
        error_messages={"required": _("Write what you ask for.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "what", list(whats().items()))
        self.fields["what"].initial = next(iter(whats()))


class TellForm(ActForm):
    """Whether what was done lately is told."""

    told = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda value: value == "yes"
    )


class ReplyForm(ActForm):
    """The worker's answer to what was asked, or what the person says to it."""

    words = WordsField(label=_("Your answer"), required=False)
    is_it = forms.ChoiceField(choices=[(THAT_IS_IT, THAT_IS_IT), (STILL, STILL)], required=False)


class CoachForm(ActForm):
    words = WordsField(
        label=_("A word back, if you like"),
        help_text=_("The worker reads it at the desk. It is on no shared screen."),
        required=False,
    )
