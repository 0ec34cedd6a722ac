"""A date typed as day, month and year: the one date field that everybody can fill in; and what a
form offers to choose from."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

PARTS = ("day", "month", "year")


class DayInput(forms.MultiWidget):
    """Three text inputs, named `born_day`, `born_month` and `born_year` for a field `born`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: date | None) -> list[object]:
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day"


class DayField(forms.MultiValueField):
    """A date. Says which part is missing or wrong, and keeps what was typed."""

    widget = DayInput

    def __init__(
        self,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        autocomplete: str = "",
        **options: Any,
    ) -> None:
        self.earliest, self.latest, self.autocomplete = earliest, latest, autocomplete
        parts = [forms.CharField(required=False, max_length=20) for _ in PARTS]
        options.setdefault("error_messages", {}).setdefault(
            "required", gettext_lazy("Give a day, a month and a year, like 27 3 2026.")
        )
        super().__init__(parts, require_all_fields=False, **options)

    def compress(self, data_list: Sequence[str]) -> date | None:
        typed = [part.strip() for part in data_list]
        if not any(typed):
            return None
        names = (gettext("a day"), gettext("a month"), gettext("a year"))
        missing = [name for name, part in zip(names, typed, strict=True) if not part]
        if missing:
            # The first is enough: the reader fills that in and sees the rest beside it.
            raise forms.ValidationError(
                gettext("The date needs %(part)s too.") % {"part": missing[0]}
            )
        value = parse(*typed)
        if self.earliest and value < self.earliest:
            raise forms.ValidationError(
                gettext("The date must be %(day)s or later.") % {"day": shown(self.earliest)}
            )
        if self.latest and value > self.latest:
            raise forms.ValidationError(
                gettext("The date must be %(day)s or earlier.") % {"day": shown(self.latest)}
            )
        return value


def parse(day: str, month: str, year: str) -> date:
    if not (day.isdecimal() and month.isdecimal() and year.isdecimal()):
        raise forms.ValidationError(gettext("Use numbers for the date, like 27 3 2026."))
    if not 1 <= int(month) <= 12:
        raise forms.ValidationError(gettext("The month must be a number from 1 to 12."))
    if len(year) != 4:
        raise forms.ValidationError(gettext("Write the year with four numbers, like 2026."))
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise forms.ValidationError(
            gettext("That month has no day %(day)s.") % {"day": int(day)}
        ) from None


def shown(value: date) -> str:
    return f"{value.day} {value.month} {value.year}"


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """What can be chosen in this field, where that is known only once the form is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
