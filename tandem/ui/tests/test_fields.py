"""A date typed in three parts."""

from datetime import date

import pytest
from django import forms

from tandem.ui.fields import DayField


class Born(forms.Form):
    born = DayField(earliest=date(1900, 1, 1), latest=date(2026, 1, 1))
    seen = DayField(required=False)


def said(day: str, month: str, year: str) -> tuple[Born, list[str]]:
    form = Born({"born_day": day, "born_month": month, "born_year": year})
    return form, form.errors.get("born", [])


def test_a_date_is_read() -> None:
    form, errors = said(" 27", "3", "1990 ")
    assert not errors
    assert form.cleaned_data["born"] == date(1990, 3, 27)
    assert form.cleaned_data["seen"] is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("", "", ""), "Give a day, a month and a year, like 27 3 2026."),
        (("27", "", "1990"), "The date needs a month too."),
        (("27", "", ""), "The date needs a month too."),
        (("x", "3", "1990"), "Use numbers for the date, like 27 3 2026."),
        (("-1", "3", "1990"), "Use numbers for the date, like 27 3 2026."),
        (("²", "3", "1990"), "Use numbers for the date, like 27 3 2026."),
        (("27", "13", "1990"), "The month must be a number from 1 to 12."),
        (("27", "3", "90"), "Write the year with four numbers, like 2026."),
        (("31", "2", "1990"), "That month has no day 31."),
        (("1", "1", "0000"), "That month has no day 1."),
        (("31", "12", "1899"), "The date must be 1 1 1900 or later."),
        (("2", "1", "2026"), "The date must be 1 1 2026 or earlier."),
    ],
)
def test_what_is_wrong_is_said_and_kept(typed: tuple[str, str, str], sentence: str) -> None:
    form, errors = said(*typed)
    assert errors == [sentence]
    assert form["born"].value() == list(typed)
