"""Pure: days on which people are at work. Monday to Friday without the bank holidays of England and
Wales."""

from datetime import date, timedelta
from itertools import islice

MONDAY, SATURDAY = 0, 5
DAY = timedelta(days=1)
# Proclaimed for one year only. The next one is added here.
PROCLAIMED = frozenset({date(2022, 9, 19), date(2023, 5, 8)})


def working_days_after(day: date, count: int) -> date:
    """The day that lies so many working days after another."""
    while count > 0:
        day += DAY
        count -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and not is_bank_holiday(day)


def is_bank_holiday(day: date) -> bool:
    """New Year and Christmas are taken on the next weekdays where they fall on a weekend."""
    if day in PROCLAIMED:
        return True
    match day.month:
        case 1:
            return day in _weekdays_from(date(day.year, 1, 1), 1)
        case 3 | 4:
            return day - easter(day.year) in (-2 * DAY, DAY)
        case 5:
            return day.weekday() == MONDAY and (day.day <= 7 or day.day > 24)
        case 8:
            return day.weekday() == MONDAY and day.day > 24
        case 12:
            return day in _weekdays_from(date(day.year, 12, 25), 2)
    return False


def easter(year: int) -> date:
    """Easter Sunday: the Gregorian computus."""
    century, golden = year // 100, year % 19
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return date(year, 3, 28) + (moon - weekday) * DAY


def _weekdays_from(first: date, count: int) -> list[date]:
    week = (first + n * DAY for n in range(7))
    return list(islice((day for day in week if day.weekday() < SATURDAY), count))
