"""Bank holidays of England and Wales by rule, as they were and will be announced."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.lib.working_days import (
    PROCLAIMED,
    easter,
    is_bank_holiday,
    is_working_day,
    working_days_after,
)

ANNOUNCED = {
    2019: "1-1 4-19 4-22 5-6 5-27 8-26 12-25 12-26",
    2021: "1-1 4-2 4-5 5-3 5-31 8-30 12-27 12-28",
    2023: "1-2 4-7 4-10 5-1 5-8 5-29 8-28 12-25 12-26",
    2024: "1-1 3-29 4-1 5-6 5-27 8-26 12-25 12-26",
    2025: "1-1 4-18 4-21 5-5 5-26 8-25 12-25 12-26",
    2026: "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-28",
    2027: "1-1 3-26 3-29 5-3 5-31 8-30 12-27 12-28",
    2028: "1-3 4-14 4-17 5-1 5-29 8-28 12-25 12-26",
}
days = st.dates(date(1990, 1, 1), date(2190, 12, 31))


def off_in(year):
    every = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    return [day for day in every if day.year == year and is_bank_holiday(day)]


@pytest.mark.parametrize(("year", "told"), ANNOUNCED.items())
def test_each_year_has_those_that_are_announced(year, told):
    assert [f"{day.month}-{day.day}" for day in off_in(year)] == told.split()


def test_where_christmas_is_a_sunday_both_days_are_off():
    assert off_in(2022)[-2:] == [date(2022, 12, 26), date(2022, 12, 27)]


@given(st.integers(1990, 2190))
def test_easter_is_a_sunday_in_spring_and_each_year_has_eight_days_off(year):
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
    own = [day for day in off_in(year) if day not in PROCLAIMED]
    assert len(own) == 8
    assert all(day.weekday() < 5 for day in own)


@given(days, st.integers(1, 30))
def test_what_is_due_falls_on_a_working_day_and_no_sooner(day, count):
    due = working_days_after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert is_working_day(due)
    assert sum(map(is_working_day, between)) == count
