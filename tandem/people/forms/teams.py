"""What an administrator types about teams and staff."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.people.forms.acts import ActForm
from tandem.people.forms.persons import Note, Words, in_full
from tandem.people.models import Person, Role, Team, User


class TeamForm(forms.Form):
    name = Words(
        label=_("Name of the team"),
        max_length=100,
        error_messages={"required": _("Give the team a name.")},
    )


class AddTeamForm(ActForm, TeamForm):
    pass


class AnsweringForm(forms.Form):
    """In how many days "I see this differently" is answered, and who else helps."""

    answer_within = forms.IntegerField(
        label=_("In how many working days does a worker answer?"),
        min_value=1,
        max_value=60,
        error_messages={
            "required": _("Give a number of days."),
            "invalid": _("Give a number of days."),
            "min_value": _("Give a number from 1 to 60."),
            "max_value": _("Give a number from 1 to 60."),
        },
    )
    who_can_help = Note(
        label=_("Who else can help, in English?"),
        help_text=_("Each line stands on the card that people are given. Use plain words."),
        max_length=1000,
        required=False,
    )
    who_can_help_cy = Note(
        label=_("Who else can help, in Welsh?"),
        max_length=1000,
        required=False,
    )


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("What may they do?"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
    )
    team = forms.ModelChoiceField(
        label=_("Team"),
        queryset=Team.objects.none(),
        empty_label=_("No team"),
        required=False,
        error_messages={"invalid_choice": _("Choose a team from the list.")},
    )

    def __init__(self, *args: Any, teams: QuerySet[Team], **more: Any) -> None:
        super().__init__(*args, **more)
        team = self.fields["team"]
        assert isinstance(team, forms.ModelChoiceField)
        team.queryset = teams.order_by("name")


class InviteForm(ActForm, RolesForm):
    name = Words(
        label=_("Full name"), max_length=200, error_messages={"required": _("Give their name.")}
    )
    called = Words(
        label=_("What are they called?"),
        help_text=_("People see this name. Leave it out to use the first name."),
        max_length=60,
        required=False,
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        error_messages={
            "required": _("Give their email address."),
            "invalid": _("Write the email address in full, like sam@example.org."),
        },
    )

    field_order = ("name", "called", "email", "roles", "team")


class GiveForm(forms.Form):
    """A worker for each of these people; those left empty wait on."""

    def __init__(
        self, *args: Any, people: Sequence[Person], workers: QuerySet[User], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.people = people
        self.workers = {str(one.pk): one for one in workers.select_related("team").order_by("name")}
        choices: list[tuple[str, Any]] = [("", _("Nobody yet"))]
        choices += [(pk, in_full(worker)) for pk, worker in self.workers.items()]
        for person in people:
            self.fields[str(person.pk)] = forms.ChoiceField(
                choices=choices,
                required=False,
                error_messages={"invalid_choice": _("Choose a worker from the list.")},
            )

    def given(self) -> list[tuple[Person, User]]:
        chosen = ((one, self.cleaned_data[str(one.pk)]) for one in self.people)
        return [(person, self.workers[pk]) for person, pk in chosen if pk]
