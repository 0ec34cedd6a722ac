"""One cell to one value. Nothing is guessed: what can be meant in two ways is a problem that says
both. Pure; raises `Wrong`, never anything else."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from tandem.lib.text import search_key, typed
from tandem.people.caseload.problems import Problem

EARLIEST_BIRTH = date(1900, 1, 1)
ORDER_YEARS = range(1950, 2101)
LONGEST = {
    "reference": 40,
    "given_names": 200,
    "family_name": 200,
    "called": 200,
    "pronouns": 60,
    "preferred_language": 60,
    "communication_needs": 2000,
}

LONGEST_DATE = 60

_SPREADSHEET_DAY_ZERO = date(1899, 12, 30)
_NUMBERS = re.compile(r"(\d{1,4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-./]*([A-Za-z]{3,10})\.?,?[\s\-./]*(\d{1,4})")
_CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$")
_SERIAL = re.compile(r"(\d{1,6})(?:[.,]\d+)?")
# By their first three letters, in English and in Welsh: no two months share them.
_MONTHS = {
    start: month
    for starts in (
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        ("ion", "chw", "maw", "ebr", "mai", "meh", "gor", "aws", "med", "hyd", "tac", "rha"),
    )
    for month, start in enumerate(starts, start=1)
}

_SEXES = {
    "female": ("f", "female", "woman", "menyw", "benyw"),
    "male": ("m", "male", "man", "dyn", "gwryw"),
    "not_known": ("not known", "unknown", "u", "n k", "nk", "not recorded", "anhysbys"),
    "not_said": (
        "prefer not to say", "prefers not to say", "not said", "not stated", "refused",
        "heb ddweud",
    ),
}  # fmt: skip
_MODES = {
    "statutory": ("statutory", "stat", "s", "statudol"),
    "voluntary": ("voluntary", "vol", "v", "gwirfoddol"),
}
_ORDERS = {
    "community_order": ("community order", "co", "gorchymyn cymunedol"),
    "suspended": (
        "suspended sentence order", "suspended sentence", "suspended", "sso", "dedfryd ohiriedig",
        "gorchymyn dedfryd ohiriedig",
    ),
    "licence": ("licence", "license", "on licence", "post release licence", "trwydded"),
}  # fmt: skip
_OURS = {"cy": ("welsh", "cymraeg", "cy"), "en": ("english", "saesneg", "en")}


class Wrong(Exception):
    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, values)


def text(field: str, cell: str) -> str:
    """Typed text as it may be stored; only a note keeps its lines. What nobody can see is nothing:
    a name must be there to click on."""
    value = typed(cell)
    if not any(letter.isprintable() and letter != " " for letter in value):
        return ""
    # A file of ours marks cells that a spreadsheet would run; the mark is not part of the name.
    if value[:1] == "'" and value[1:2] in ("=", "+", "-", "@"):
        value = value[1:]
    if field != "communication_needs":
        value = " ".join(value.split())
    longest = LONGEST.get(field, 200)
    if len(value) > longest:
        raise Wrong("too_long", letters=str(len(value)), longest=str(longest))
    return value


def day(cell: str) -> date | None:
    """A date with the day first or the year first, in figures or with the month in letters."""
    value = " ".join(typed(cell).split())
    if len(value) > LONGEST_DATE:
        raise Wrong("not_a_date")
    value = _CLOCK.sub("", value)
    if not value:
        return None
    if found := _NUMBERS.fullmatch(value):
        first, month, last = found.groups()
        if len(first) > 2:
            if len(first) != 4 or len(last) > 2:
                raise Wrong("not_a_date")
            return _real(int(first), int(month), int(last))
        return _with_year(int(first), int(month), last)
    if found := _WORDS.fullmatch(value):
        first, name, last = found.groups()
        month = _MONTHS.get(name[:3].casefold())
        if month is None:
            raise Wrong("not_a_date")
        return _with_year(int(first), month, last)
    if found := _SERIAL.fullmatch(value):
        number = int(found[1])
        if 1 <= number <= 80_000:
            meant = _SPREADSHEET_DAY_ZERO + timedelta(days=number)
            raise Wrong("spreadsheet_number", meant=shown(meant))
    raise Wrong("not_a_date")


def _with_year(first: int, month: int, year: str) -> date:
    if len(year) == 2:
        dated = f"{first:02}/{month:02}/"
        raise Wrong("two_digit_year", early=f"{dated}19{year}", late=f"{dated}20{year}")
    if len(year) != 4:
        raise Wrong("not_a_date")
    return _real(int(year), month, first)


def _real(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        pass
    if 1 <= month <= 12 and 1 <= year <= 9999:
        last = ((date(year, month, 1) + timedelta(days=31)).replace(day=1)) if year < 9999 else None
        latest = shown(last - timedelta(days=1)) if last else ""
        raise Wrong("no_such_day", day=str(number), latest=latest)
    if 1 <= number <= 12 < month <= 31 and 1 <= year <= 9999:
        raise Wrong("month_first", month=str(month), meant=f"{month:02}/{number:02}/{year:04}")
    raise Wrong("no_such_month", month=str(month))


def birth(cell: str, today: date) -> date | None:
    try:
        value = day(cell)
    except Wrong as wrong:
        said = wrong.problem.values
        if wrong.problem.code == "two_digit_year" and int(said["late"][-4:]) > today.year:
            raise Wrong("two_digit_birth", early=said["early"]) from None
        raise
    if value is not None and value > today:
        raise Wrong("born_in_future")
    if value is not None and value < EARLIEST_BIRTH:
        raise Wrong("born_too_early")
    return value


def order_day(cell: str) -> date | None:
    value = day(cell)
    if value is not None and value.year not in ORDER_YEARS:
        raise Wrong("order_year")
    return value


def one_of(cell: str, choices: Mapping[str, tuple[str, ...]], code: str) -> str:
    key = search_key(cell).replace("(", " ").replace(")", " ")
    bare = " ".join(key.split())
    if not bare:
        return ""
    for value, names in choices.items():
        if bare in names:
            return value
    raise Wrong(code)


def sex(cell: str) -> str:
    return one_of(cell, _SEXES, "unknown_sex")


def mode(cell: str) -> str:
    return one_of(cell, _MODES, "unknown_mode")


def order(cell: str) -> tuple[str, str]:
    """(mode, order type): an order is statutory; the word "Voluntary" says that there is none."""
    if search_key(cell) in _MODES["voluntary"][:2] + _MODES["voluntary"][3:]:
        return "voluntary", ""
    kind = one_of(cell, _ORDERS, "unknown_order")
    return ("statutory", kind) if kind else ("", "")


def page_language(preferred: str) -> str:
    return our_language(preferred) or "en"


def our_language(preferred: str) -> str:
    """The language of ours that is meant; empty where it is none of them."""
    return next((ours for ours, names in _OURS.items() if search_key(preferred) in names), "")


def reference_key(reference: str) -> str:
    """Two references that differ only in case or spaces are one."""
    return "".join(reference.split()).upper()


def shown(value: date) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year:04}"
