"""What may be typed about a person: what they are called and the mode are enough."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tandem.lib.text import typed
from tandem.people.actor import Staff
from tandem.people.forms.acts import ActForm
from tandem.people.models import Episode, Mode, Organisation, Person, Role, Team, User
from tandem.ui.fields import DayField

EARLIEST_BIRTH = date(1900, 1, 1)
ORDERS = (date(1950, 1, 1), date(2100, 12, 31))
# Short in a list of choices; the roles have their sentences where they are granted.
MODES = [
    (Mode.STATUTORY.value, _("Statutory: on an order or a licence")),
    (Mode.VOLUNTARY.value, _("Voluntary: they chose to come")),
]


class Words(forms.CharField):
    """One line as it may be stored; what nobody can see is nothing."""

    def to_python(self, value: Any) -> str:
        line = " ".join(typed(super().to_python(value) or "").split())
        return line if any(letter.isprintable() for letter in line.replace(" ", "")) else ""


class Note(forms.CharField):
    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return typed(super().to_python(value) or "")


class FactsForm(forms.Form):
    called = Words(
        label=_("What are they called?"),
        help_text=_("The name that you use when you talk. It is shown on the shared screen."),
        max_length=200,
        error_messages={"required": _("Say what they are called.")},
    )
    given_names = Words(label=_("Given names"), max_length=200, required=False)
    family_name = Words(label=_("Family name"), max_length=200, required=False)
    reference = Words(
        label=_("Reference"), help_text=_("CRN, or your own."), max_length=40, required=False
    )
    born_on = DayField(
        label=_("Date of birth"),
        help_text=_("For example, 27 3 1990."),
        earliest=EARLIEST_BIRTH,
        required=False,
    )
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[
            ("", pgettext_lazy("sex", "Not asked")),
            *Person._meta.get_field("sex").choices,  # type: ignore[misc]
        ],
        required=False,
    )
    pronouns = Words(label=_("Pronouns"), max_length=60, required=False)
    preferred_language = Words(
        label=_("Preferred language"),
        help_text=_("In their own words, like Polish or BSL."),
        max_length=60,
        required=False,
    )
    page_language = forms.ChoiceField(
        label=_("Language of their pages"),
        choices=Person._meta.get_field("page_language").choices,  # type: ignore[arg-type]
        initial="en",
        required=False,
    )
    communication_needs = Note(
        label=_("Communication needs"),
        help_text=_("What makes talking and reading work well?"),
        max_length=2000,
        required=False,
    )

    def clean_born_on(self) -> date | None:
        born: date | None = self.cleaned_data["born_on"]
        if born and born > timezone.localdate():
            raise forms.ValidationError(_("This date of birth has not come yet."))
        return born

    def clean_page_language(self) -> str:
        return self.cleaned_data["page_language"] or "en"


class EpisodeForm(forms.Form):
    mode = forms.ChoiceField(
        label=_("Mode"),
        choices=MODES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say if this is statutory or voluntary.")},
    )
    order_type = forms.ChoiceField(
        label=_("Order"),
        choices=[
            ("", _("None, or not known")),
            *Episode._meta.get_field("order_type").choices,  # type: ignore[misc]
        ],
        required=False,
    )
    starts_on = DayField(label=_("Start"), earliest=ORDERS[0], latest=ORDERS[1], required=False)
    ends_on = DayField(label=_("End"), earliest=ORDERS[0], latest=ORDERS[1], required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The end is before the start. Check both dates."))
        if given.get("mode") == Mode.VOLUNTARY and given.get("order_type"):
            self.add_error(
                "order_type",
                _("Someone who chose to come has no order. Change the mode or the order."),
            )
        return given


def in_full(worker: User) -> str:
    return f"{worker.name} ({worker.team.name})" if worker.team else worker.name


class StaffField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A member of staff, told apart by team."""

    def label_from_instance(self, obj: Any) -> str:
        return in_full(obj)


class PlaceForm(forms.Form):
    """A worker, or a team that will find one."""

    worker = StaffField(
        label=_("Worker"),
        queryset=User.objects.none(),
        empty_label=_("Nobody yet"),
        required=False,
        error_messages={"invalid_choice": _("Choose a worker from the list.")},
    )
    team = forms.ModelChoiceField(
        label=_("Team"),
        queryset=Team.objects.none(),
        empty_label=_("The worker's own team"),
        required=False,
        error_messages={"invalid_choice": _("Choose a team from the list.")},
    )

    def __init__(self, *args: Any, workers: QuerySet[User], teams: QuerySet[Team], **more: Any):
        super().__init__(*args, **more)
        worker, team = self.fields["worker"], self.fields["team"]
        assert isinstance(worker, forms.ModelChoiceField)
        assert isinstance(team, forms.ModelChoiceField)
        worker.queryset = workers.select_related("team").order_by("name")
        team.queryset = teams.order_by("name")


class AddEpisodeForm(ActForm, EpisodeForm):
    pass


class AddForm(ActForm, EpisodeForm, PlaceForm, FactsForm):
    field_order = ("called", "mode", "given_names", "family_name")


class MoveForm(PlaceForm):
    reason = Words(
        label=_("Why? You can leave this out."),
        help_text=_("The person may read this line."),
        max_length=300,
        required=False,
    )


def workers_for(by: Staff) -> QuerySet[User]:
    """Whom this member of staff may give a new person to."""
    user = by.user
    workers = workers_of(user.organisation)
    if user.has(Role.ADMINISTRATOR):
        return workers
    if user.has(Role.MANAGER) and user.team_id:
        return workers.filter(team=user.team_id)
    return workers.filter(pk=user.pk)


def teams_for(by: Staff) -> QuerySet[Team]:
    user = by.user
    if user.has(Role.ADMINISTRATOR):
        return user.organisation.teams.all()
    return user.organisation.teams.filter(users=user)


def workers_of(organisation: Organisation) -> QuerySet[User]:
    return organisation.users.filter(is_active=True, roles__contains=[Role.WORKER])
