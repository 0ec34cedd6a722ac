"""What is typed to ask a fund, to answer, to spend, and to say what a fund is for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from tandem.fund.models import Terms
from tandem.fund.receipts import MOST_BYTES
from tandem.fund.rules import money
from tandem.fund.rules.money import Unread, Unreadable
from tandem.fund.rules.requests import Became
from tandem.fund.terms import of_names
from tandem.fund.transfers import said
from tandem.lib.refused import Refused
from tandem.people.forms import acts
from tandem.people.forms.persons import Note, StaffField, Words
from tandem.people.models import Team, User
from tandem.plans.forms import ActForm, WordsField, choice_field

WHY = {
    Unread.WORDS: _("Write the amount in numbers, like 45 or 45.50."),
    Unread.MARKS: _("Write the amount like 45, 45.50 or 1,200.50: a full stop before the pence."),
    Unread.NOTHING: _("Write an amount above nought."),
    Unread.TOO_MUCH: _("That is more than any fund here can hold."),
}


class MoneyField(forms.CharField):
    """An amount as people type it. What cannot be read for sure is told, and stays as typed."""

    def __init__(self, *, may_be_nothing: bool = False, **options: Any) -> None:
        sentences = options.setdefault("error_messages", {})
        sentences.setdefault("required", _("Write how much, like 45 or 45.50."))
        sentences.setdefault("max_length", WHY[Unread.WORDS])
        super().__init__(max_length=20, **options)
        self.may_be_nothing = may_be_nothing

    def clean(self, value: Any) -> Money:
        typed: str = super().clean(value)
        try:
            return money.read(typed)
        except Unreadable as unread:
            if self.may_be_nothing and unread.why is Unread.NOTHING:
                return money.of(0)
            raise forms.ValidationError(WHY[unread.why]) from None

    def prepare_value(self, value: Any) -> Any:
        return said(value).lstrip("£") if isinstance(value, Money) else value


class AskForm(ActForm):
    words_by = choice_field(_("Whose words are these?"), _("Choose whose words these are."))
    what = WordsField(
        label=_("What do you need?"),
        error_messages={"required": _("Write what you need. A few words are enough.")},
    )
    amount = MoneyField(label=_("How much does it cost?"), help_text=_("Like 45 or 45.50."))
    why = WordsField(
        label=_("Why is there no other way?"),
        help_text=_("What else you looked at or asked for."),
        error_messages={"required": _("Write why there is no other way.")},
    )
    terms = choice_field(_("Which fund?"), _("Choose a fund."))

    def __init__(
        self, *args: Any, funds: list[Terms], parties: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for name, choices in (("terms", of_names(funds)), ("words_by", parties)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
            if len(choices) == 1:
                field.widget = forms.HiddenInput()
                field.initial = choices[0][0]


class AnswerForm(ActForm):
    words = WordsField(
        label=_("Why?"),
        help_text=_("A no needs a reason. The person reads it."),
        required=False,
    )


class SpendForm(ActForm):
    how = choice_field(
        _("How was it paid for?"),
        _("Choose how it was paid for."),
        choices=[
            (Became.BOUGHT.value, _("We bought it")),
            (Became.REPAID.value, _("They bought it and we paid it back")),
        ],
    )
    amount = MoneyField(
        label=_("How much was it in the end?"),
        help_text=_("What is left over goes back into the fund."),
    )


class ReturnForm(ActForm):
    amount = MoneyField(label=_("How much came back?"))
    words = WordsField(label=_("Why did it come back?"), required=False)


class ReceiptForm(ActForm):
    file = forms.FileField(
        label=_("A photo or PDF of the receipt"),
        help_text=_("PNG, JPEG or PDF, 5 MB at most."),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first.")},
    )

    def __init__(self, *args: Any, sent_bytes: int = 0, **more: Any) -> None:
        super().__init__(*args, **more)
        if sent_bytes > MOST_BYTES:
            # A file of this size is not taken in at all, so the field is empty.
            self.fields["file"].error_messages["required"] = _(
                "This file is too big. It may have 5 MB at most."
            )


class ChangedForm(ActForm):
    party = choice_field(_("Who says this?"), _("Choose who says this."))
    words = WordsField(
        label=_("What did it change?"),
        error_messages={"required": _("Write what it changed. A few words are enough.")},
    )

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = parties
        if len(parties) == 1:
            field.widget = forms.HiddenInput()
            field.initial = parties[0][0]


class LendForm(ActForm):
    """Whether others may read what the person said it changed; `said` is the number of the words
    that stood on the page."""

    said = forms.IntegerField(min_value=1)
    is_lent = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda value: value == "yes"
    )

    def said_now(self) -> dict[str, Any]:
        """What was said; no button of the page sends anything else."""
        if not self.is_valid():
            raise Refused(gettext("This page is too old to save. Load it again."))
        return self.cleaned_data


class MoveForm(acts.ActForm):
    """Money put in or taken out."""

    amount = MoneyField(label=_("How much?"))
    words = Words(
        label=_("Where is it from, or where does it go?"),
        max_length=200,
        error_messages={
            "required": _("Say where it is from, or where it goes."),
            "max_length": _("There is room for 200 letters."),
        },
    )


class TermsForm(acts.ActForm):
    name = Words(
        label=_("What is it called?"),
        max_length=100,
        error_messages={
            "required": _("Give the fund a name."),
            "max_length": _("There is room for 100 letters."),
        },
    )
    name_cy = Words(label=_("And in Welsh?"), max_length=100, required=False)
    purpose = Note(
        label=_("What is it for?"),
        help_text=_("People read this before they ask."),
        max_length=1000,
        error_messages={
            "required": _("Say what the fund is for."),
            "max_length": _("There is room for 1000 letters."),
        },
    )
    purpose_cy = Note(label=_("The same in Welsh"), max_length=1000, required=False)
    owner = StaffField(
        label=_("Who looks after it?"),
        queryset=User.objects.none(),
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose a manager."),
            "invalid_choice": _("Choose somebody from the list."),
        },
    )
    most = MoneyField(label=_("How much at most at a time?"))
    most_a_year = MoneyField(label=_("How much at most to one person in a year?"))
    on_the_spot = MoneyField(
        label=_("Up to how much may a worker say yes?"),
        help_text=_("Write 0 where a manager always decides."),
        may_be_nothing=True,
    )
    answer_within = forms.IntegerField(
        label=_("In how many working days is a request answered?"),
        min_value=1,
        max_value=30,
        error_messages={
            "required": _("Write a number of days from 1 to 30."),
            "invalid": _("Write a number of days from 1 to 30."),
            "min_value": _("Write a number of days from 1 to 30."),
            "max_value": _("Write a number of days from 1 to 30."),
        },
    )
    team = forms.ModelChoiceField(
        label=_("For which people?"),
        queryset=Team.objects.none(),
        empty_label=_("Everyone"),
        required=False,
        error_messages={"invalid_choice": _("Choose a team from the list.")},
    )
    areas = forms.MultipleChoiceField(
        label=_("For which goals?"),
        help_text=_("Choose none, and it is for all."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Choose from the things on this page.")},
    )

    def __init__(
        self,
        *args: Any,
        managers: QuerySet[User],
        teams: QuerySet[Team],
        areas: list[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        owner, team, kinds = self.fields["owner"], self.fields["team"], self.fields["areas"]
        assert isinstance(owner, forms.ModelChoiceField)
        assert isinstance(team, forms.ModelChoiceField)
        assert isinstance(kinds, forms.MultipleChoiceField)
        owner.queryset = managers.select_related("team").order_by("name")
        team.queryset = teams.order_by("name")
        kinds.choices = areas

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        most, year, spot = (told.get(name) for name in ("most", "most_a_year", "on_the_spot"))
        if most and year and year < most:
            self.add_error("most_a_year", gettext("This is less than it gives at a time."))
        if most and spot and spot > most:
            self.add_error("on_the_spot", gettext("This is more than it gives at a time."))
        return told
