"""The sentences of an import: what is wrong, and what to write instead."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tandem.people.caseload.problems import Problem

FIELDS: Mapping[str, Promise] = {
    "reference": gettext_lazy("reference"),
    "given_names": gettext_lazy("given names"),
    "family_name": gettext_lazy("family name"),
    "called": gettext_lazy("what they are called"),
    "full_name": gettext_lazy("the name in full"),
    "pronouns": gettext_lazy("pronouns"),
    "born_on": gettext_lazy("date of birth"),
    "sex": gettext_lazy("sex"),
    "preferred_language": gettext_lazy("preferred language"),
    "page_language": gettext_lazy("language of their pages"),
    "communication_needs": gettext_lazy("communication needs"),
    "worker": gettext_lazy("worker"),
    "team": gettext_lazy("team"),
    "mode": gettext_lazy("mode"),
    "order_type": gettext_lazy("order"),
    "starts_on": gettext_lazy("start"),
    "ends_on": gettext_lazy("end"),
}

# What is wrong with one row, then what to write.
ROW: Mapping[str, tuple[Promise, Promise | str]] = {
    "wrong_width": (
        gettext_lazy("This row has %(found)s cells. The headings are %(wanted)s."),
        "",  # by what parts the cells: see `PARTED`
    ),
    "bad_quotes": (
        gettext_lazy("The quotes in this row do not close."),
        gettext_lazy("Close the quotes, or take them out."),
    ),
    "no_name": (
        gettext_lazy("This row has no name."),
        gettext_lazy("Write at least one name."),
    ),
    "no_reference": (
        gettext_lazy("Someone on an order needs a reference."),
        gettext_lazy("Add the reference. If they chose to come, write “Voluntary” as the mode."),
    ),
    "too_long": (
        gettext_lazy("This has %(letters)s letters. There is room for %(longest)s."),
        gettext_lazy("Make it shorter."),
    ),
    "not_a_date": (
        gettext_lazy("This is not a date that we can read."),
        gettext_lazy("Write the day first, like 27/03/1990."),
    ),
    "spreadsheet_number": (
        gettext_lazy("This is a date as a spreadsheet counts it, in days since 1900."),
        gettext_lazy("If that is right, write %(meant)s."),
    ),
    "two_digit_year": (
        gettext_lazy("The year has two numbers, so it can mean two years."),
        gettext_lazy("Write %(early)s or %(late)s."),
    ),
    "two_digit_birth": (
        gettext_lazy("The year has two numbers."),
        gettext_lazy("If that is right, write %(early)s."),
    ),
    "no_such_day": (
        gettext_lazy("That month has no day %(day)s."),
        gettext_lazy("Check the day. The last one of that month is %(latest)s."),
    ),
    "no_such_month": (
        gettext_lazy("There is no month %(month)s."),
        gettext_lazy("Write the day first, like 27/03/1990."),
    ),
    "month_first": (
        gettext_lazy("There is no month %(month)s. The month may stand first here."),
        gettext_lazy("If so, write %(meant)s."),
    ),
    "born_in_future": (
        gettext_lazy("This date of birth has not come yet."),
        gettext_lazy("Check the year."),
    ),
    "born_too_early": (
        gettext_lazy("This date of birth is before 1900."),
        gettext_lazy("Check the year."),
    ),
    "order_year": (
        gettext_lazy("This year is not between 1950 and 2100."),
        gettext_lazy("Check the year."),
    ),
    "ends_before_start": (
        gettext_lazy("The end is before the start, %(start)s."),
        gettext_lazy("Check both dates. They may have changed places."),
    ),
    "unknown_sex": (
        gettext_lazy("We do not know this word here."),
        gettext_lazy("Write Female, Male, Not known or Prefers not to say."),
    ),
    "unknown_mode": (
        gettext_lazy("We do not know this mode."),
        gettext_lazy("Write Statutory or Voluntary."),
    ),
    "unknown_order": (
        gettext_lazy("We do not know this order type."),
        gettext_lazy("Write one of these: %(orders)s."),
    ),
    "modes_differ": (
        gettext_lazy("The mode and the order type say different things."),
        gettext_lazy("An order goes with Statutory. Change one of the two."),
    ),
    "unknown_worker": (
        gettext_lazy("No worker here has this name."),
        gettext_lazy("Did you mean %(names)s? You can write their e-mail address too."),
    ),
    "no_such_worker": (
        gettext_lazy("No worker here has this name."),
        gettext_lazy("Check the name, or ask for this worker to be added first."),
    ),
    "many_workers": (
        gettext_lazy("More than one worker has this name."),
        gettext_lazy("Write the e-mail address of the right one: %(names)s."),
    ),
    "not_your_worker": (
        gettext_lazy("You cannot give people to this worker."),
        gettext_lazy("Ask your manager to bring this row in."),
    ),
    "not_your_team": (
        gettext_lazy("You cannot give people to this team."),
        gettext_lazy("Leave the team out, or write your own."),
    ),
    "unknown_team": (
        gettext_lazy("No team here has this name."),
        gettext_lazy("Did you mean %(names)s?"),
    ),
    "no_such_team": (
        gettext_lazy("No team here has this name."),
        gettext_lazy("Check the name, or ask for this team to be added first."),
    ),
    "same_reference": (
        gettext_lazy("Two different people have this reference. See also line %(lines)s."),
        gettext_lazy("Find out whose it is, then correct the other one."),
    ),
    "same_person_twice": (
        gettext_lazy(
            "This person has more than one row, and they differ. See also line %(lines)s."
        ),
        gettext_lazy("Keep one row for each person."),
    ),
    "same_names": (
        gettext_lazy("Another row has the same names and birth date. See also line %(lines)s."),
        gettext_lazy("If they are two people, give each a reference. If not, keep one row."),
    ),
    "here_without_reference": (
        gettext_lazy("Someone with these names and birth date is here without a reference."),
        gettext_lazy("If it is the same person, write the reference on their page first."),
    ),
    "reference_of_another": (
        gettext_lazy("Someone with another name has this reference."),
        gettext_lazy("Check the reference."),
    ),
    "reference_taken": (
        gettext_lazy("This reference cannot be used."),
        gettext_lazy("Check it, then ask an administrator."),
    ),
    "many_alike": (
        gettext_lazy("More than one person here has these names and this birth date."),
        gettext_lazy("Give each of them a reference first."),
    ),
    "not_stored": (
        gettext_lazy("This row could not be saved."),
        gettext_lazy("Try again. If it comes back, add this person by hand."),
    ),
}

# What parts the cells of a file, where there are too many or too few.
PARTED: Mapping[str, Promise] = {
    ",": gettext_lazy("Look for a comma that is not in quotes, or a row that was cut."),
    ";": gettext_lazy("Look for a semicolon that is not in quotes, or a row that was cut."),
    "\t": gettext_lazy("Look for a tab that is not in quotes, or a row that was cut."),
    "|": gettext_lazy("Look for a bar that is not in quotes, or a row that was cut."),
}

# Why nothing of a file can be read.
FILE: Mapping[str, Promise] = {
    "too_big": gettext_lazy("This file is too big. It may have %(megabytes)s MB at most."),
    "empty": gettext_lazy("This file is empty."),
    "workbook": gettext_lazy(
        "This is a workbook. Save it as CSV in your spreadsheet, then choose that file."
    ),
    "not_a_table": gettext_lazy("This is not a CSV file. Choose a file that ends in .csv."),
    "broken_encoding": gettext_lazy(
        "The file says it is %(encoding)s, but it is not. Save it as UTF-8, then try again."
    ),
    "unknown_encoding": gettext_lazy(
        "We cannot tell how the letters are stored. Save the file as UTF-8, then try again."
    ),
    "too_many_rows": gettext_lazy("This file is too long. It may have %(rows)s rows at most."),
    "only_headings": gettext_lazy("This file has headings but no rows."),
    "no_headings": gettext_lazy(
        "No column of this file has a name that we know, like “Surname”. The first line says:"
        " %(first)s"
    ),
}

VALUES: Mapping[str, Promise] = {
    "en": gettext_lazy("English"),
    "cy": gettext_lazy("Welsh"),
    "female": pgettext_lazy("sex", "Female"),
    "male": pgettext_lazy("sex", "Male"),
    "not_known": pgettext_lazy("sex", "Not known"),
    "not_said": pgettext_lazy("sex", "Prefers not to say"),
    "statutory": gettext_lazy("Statutory"),
    "voluntary": gettext_lazy("Voluntary"),
    "community_order": gettext_lazy("Community order"),
    "suspended": gettext_lazy("Suspended sentence order"),
    "licence": gettext_lazy("Licence"),
}


def sentence(problem: Problem) -> str:
    return _say(ROW[problem.code][0], problem.values)


def suggestion(problem: Problem) -> str:
    orders = ("community_order", "suspended", "licence", "voluntary")
    if problem.code == "wrong_width":
        return str(PARTED[problem.values["parted_by"]])
    known = {"orders": ", ".join(str(VALUES[order]) for order in orders)}
    return _say(ROW[problem.code][1], {**known, **problem.values})


def of_file(problem: Problem) -> str:
    values = {name: visible(value) for name, value in problem.values.items()}
    return _say(FILE[problem.code], values)


def value(field: str, content: Any) -> str:
    """A fact as the reader knows it."""
    if content in (None, ""):
        return _("nothing")
    if field in ("sex", "mode", "order_type", "page_language"):
        return str(VALUES.get(str(content), content))
    if field in ("born_on", "starts_on", "ends_on"):
        return f"{content:%d/%m/%Y}"
    return str(content)


def visible(text: str, longest: int = 200) -> str:
    """One line for a terminal or a sentence: nothing in it can move the words around it."""
    shown = "".join(
        f"[{ord(letter):04X}]" if not letter.isprintable() and letter != " " else letter
        for letter in " ".join(text.split())
    )
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def _say(words: Promise | str, values: Mapping[str, str]) -> str:
    return str(words) % values
