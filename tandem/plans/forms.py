from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tandem.instruments.loader import newest
from tandem.lib.text import typed
from tandem.plans import rules
from tandem.ui.fields import DayField, offer

TOO_LONG = _("That is too long. Please use %(limit_value)d letters at most.")


class WordsField(forms.CharField):
    """Own words, kept letter by letter, without what nobody can see."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("error_messages", {}).setdefault("max_length", TOO_LONG)
        rows = options.pop("rows", 2)
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=rules.LONGEST, **options)

    def to_python(self, value: Any) -> str:
        return typed(super().to_python(value) or "")


def _linked(label: Any, hint: Any) -> forms.MultipleChoiceField:
    sentence = _("Choose from the things on this page.")
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": sentence, "invalid_list": sentence},
    )


class ActForm(forms.Form):
    """Each form carries the id of its act, so that sending it twice does it once."""

    act = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={
            "required": _("This page is too old to save. Load it again."),
            "invalid": _("This page is too old to save. Load it again."),
        },
    )

    def refuse(self, sentence: str, field: str | None = None) -> None:
        self.add_error(field, sentence)


def due_field() -> DayField:
    return DayField(
        label=_("By when?"),
        help_text=_("A day helps both of you. Like 27 3 2026. You can leave it open."),
        required=False,
        earliest=date(2000, 1, 1),
        latest=date(2100, 12, 31),
    )


def choice_field(label: Any, unchosen: Any, **options: Any) -> forms.ChoiceField:
    """One of a few, all in sight; the sentence says so too where something else was sent."""
    sentences = {"required": unchosen, "invalid_choice": unchosen}
    return forms.ChoiceField(
        label=label, widget=forms.RadioSelect, error_messages=sentences, **options
    )


class AheadForm(ActForm):
    """A day that it asks for lies ahead, or is the one that stands already. On paper, typed in
    later, it lies after the day of the sitting (`since`)."""

    def __init__(self, *args: Any, since: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        first = self.since or timezone.localdate()
        if day and day < first and day != self.initial.get("due_on"):
            raise forms.ValidationError(gettext("This day has passed. Choose one that is ahead."))
        return day


def speak_for(field: Any, parties: list[tuple[str, str]]) -> None:
    """Whose words these are; where only one can speak here, they are that one's."""
    field.choices = parties
    if len(parties) == 1:
        field.widget = forms.HiddenInput()
        field.initial = parties[0][0]


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


class StepForm(AheadForm):
    who = choice_field(_("Who does it?"), _("Choose who does it."))
    words = WordsField(
        label=_("What will be done?"),
        error_messages={"required": _("Write what will be done.")},
    )
    due_on = due_field()
    who_name = forms.CharField(
        label=_("What are they called?"),
        help_text=_("Like “Mam” or “Shelter”."),
        required=False,
        max_length=100,
        error_messages={"max_length": TOO_LONG},
    )
    field_order = ("act", "who", "who_name", "words", "due_on")

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "who", parties)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["who_name"] = typed(cleaned.get("who_name", ""))
        is_nameless = not cleaned["who_name"] and "who_name" not in self.errors
        is_other = cleaned.get("who") in rules.SIDES
        if is_other and is_nameless:
            self.add_error("who_name", gettext("Write the name of who does it."))
        if cleaned.get("who") and cleaned.get("who_name") and not is_other:
            self.add_error("who", gettext("You wrote a name below. Choose who that is."))
        return cleaned


class ChangeStepForm(AheadForm):
    words = WordsField(
        label=_("What will be done?"),
        error_messages={"required": _("Write what will be done.")},
    )
    due_on = due_field()


class StuckForm(ActForm):
    why = WordsField(
        label=_("What is in the way?"),
        error_messages={"required": _("Write what is in the way.")},
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


class AnswerForm(ActForm):
    """An answer to the words with this digest."""

    digest = forms.RegexField(
        r"[0-9a-f]{64}",
        widget=forms.HiddenInput,
        error_messages={
            "required": _("This page is too old to save. Load it again."),
            "invalid": _("This page is too old to save. Load it again."),
        },
    )
    answer = choice_field(_("Do you agree with it?"), _("Choose one of the answers."))
    words = WordsField(label=_("Say why, if you want to."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "answer", answers())


class AskingForm(ActForm):
    asked = choice_field(
        _("What happened?"),
        _("Choose one of the answers."),
        choices=[
            (rules.Asked.NOT_YET.value, _("Not asked yet")),
            (rules.Asked.COULD_NOT.value, _("Could not be asked, because:")),
        ],
    )
    because = WordsField(label=_("Why it could not be asked"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            cleaned.get("asked") == rules.Asked.COULD_NOT
            and not cleaned.get("because")
            and "because" not in self.errors
        ):
            self.add_error("because", gettext("Write why it could not be asked."))
        return cleaned


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


def answers() -> list[tuple[str, str]]:
    """The four answers to a goal's words, as they are released."""
    item = newest("agreement").item("agreement.ask.goal")
    language = (get_language() or "en")[:2]
    return [(choice.key, choice.words.say(language)) for choice in item.choices]
