"""What a level means, in plain words, and what is wrong with a row of a file."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tandem.people.caseload import words as caseload
from tandem.people.caseload.problems import Problem

FIELDS: Mapping[str, Promise] = {
    "reference": gettext_lazy("reference"),
    "predicts": gettext_lazy("what it is about"),
    "made_of": gettext_lazy("static or dynamic"),
    "tool": gettext_lazy("tool"),
    "version": gettext_lazy("version of the tool"),
    "step": gettext_lazy("level"),
    "out_of_100": gettext_lazy("out of 100 people"),
    "months": gettext_lazy("within how many months"),
    "source": gettext_lazy("who worked it out"),
    "worked_out_on": gettext_lazy("worked out on"),
    "good_until": gettext_lazy("good until"),
}

# What is wrong with one row, then what to write; more are those of a caseload.
ROW: Mapping[str, tuple[Promise, Promise]] = {
    "no_reference_here": (
        gettext_lazy("This row has no reference."),
        gettext_lazy("Write whose level it is."),
    ),
    "nobody": (
        gettext_lazy("Nobody of yours has this reference."),
        gettext_lazy("Check it, or bring the person in first."),
    ),
    "chose_to_come": (
        gettext_lazy("This person chose to come, so no level is kept of them."),
        gettext_lazy("Take the row out."),
    ),
    "no_risk": (
        gettext_lazy("This row does not say what the level is about."),
        gettext_lazy("Write Any, Violence, Contact, Pictures or Harm."),
    ),
    "unknown_risk": (
        gettext_lazy("We do not know this word here."),
        gettext_lazy("Write Any, Violence, Contact, Pictures or Harm."),
    ),
    "unknown_made_of": (
        gettext_lazy("We do not know this word here."),
        gettext_lazy("Write Static or Dynamic, or nothing."),
    ),
    "unknown_step": (
        gettext_lazy("We do not know this level."),
        gettext_lazy("Write Low, Medium, High or Very high."),
    ),
    "no_level": (
        gettext_lazy("This row has no level and no number."),
        gettext_lazy("Write one of the two, or both."),
    ),
    "not_of_100": (
        gettext_lazy("This is not a number from 0 to 100."),
        gettext_lazy("Write how many out of 100 people."),
    ),
    "not_months": (
        gettext_lazy("This is not a number of months that we can use."),
        gettext_lazy("Write a whole number from 1 to 120."),
    ),
    "no_tool": (
        gettext_lazy("This row names no tool."),
        gettext_lazy("Write how the level was worked out."),
    ),
    "no_version": (
        gettext_lazy("This row names no version of the tool."),
        gettext_lazy("Write which one was used."),
    ),
    "no_source": (
        gettext_lazy("This row does not say who worked it out."),
        gettext_lazy("Write the service or the system."),
    ),
    "no_day": (
        gettext_lazy("This row does not say when it was worked out."),
        gettext_lazy("Write the day first, like 27/03/2026."),
    ),
    "no_end": (
        gettext_lazy("This row does not say until when it is good."),
        gettext_lazy("Write the day first, like 27/03/2027. We do not guess it."),
    ),
    "not_yet": (
        gettext_lazy("This day has not come yet."),
        gettext_lazy("Check the date."),
    ),
    "over_before": (
        gettext_lazy("It ends before it was worked out."),
        gettext_lazy("Check both dates. They may have changed places."),
    ),
    "taken_off": (
        gettext_lazy("This level was taken off because it was wrong."),
        gettext_lazy("Ask for a new one, or take the row out."),
    ),
    "other_numbers": (
        gettext_lazy("This tool has said something else for the same day."),
        gettext_lazy("Find out which is right. Take the wrong one off its page first."),
    ),
}


def sentence(problem: Problem) -> str:
    if problem.code in ROW:
        return str(ROW[problem.code][0]) % problem.values
    return caseload.sentence(problem)


def suggestion(problem: Problem) -> str:
    if problem.code in ROW:
        return str(ROW[problem.code][1]) % problem.values
    return caseload.suggestion(problem)


def of_file(problem: Problem) -> str:
    if problem.code == "no_headings":
        first = caseload.visible(problem.values["first"])
        return _("This file has no column for a reference. The first line says: %(first)s") % {
            "first": first
        }
    return caseload.of_file(problem)


# Every sentence is read by the person.
_HARM = {
    "low": gettext_lazy(
        "This level says: as things are now, %(person)s is not likely to hurt someone badly."
    ),
    "medium": gettext_lazy(
        "This level says: %(person)s could hurt someone badly. It is not likely, unless something"
        " changes."
    ),
    "high": gettext_lazy(
        "This level says: %(person)s could hurt someone badly. It could happen at any time."
    ),
    "very_high": gettext_lazy(
        "This level says: %(person)s could hurt someone badly. It is likely, and it could be soon."
    ),
}


def meaning(
    *, predicts: str, step: str, out_of_100: int | None, months: int | None, person: str
) -> list[str]:
    """What a level says, in sentences that the person reads. `person` is what they are called."""
    found = []
    if out_of_100 is not None:
        found.append(_("Think of 100 people like %(person)s.") % {"person": person})
        found.append(_of_100(predicts, out_of_100) % {"time": _within(months)})
        if rest := 100 - out_of_100:
            found.append(_rest(predicts, rest))
        found.append(_("That is about many people. It cannot tell what one person will do."))
    elif predicts == "harm":
        found.append(str(_HARM[step]) % {"person": person})
        found.append(_("That is what somebody made of what they knew on that day."))
    else:
        found.append(_("We were not told the number behind this level."))
    return found


def made_of(kind: str) -> str:
    match kind:
        case "static":
            return _("It comes from things that do not change, like age and past crimes.")
        case "dynamic":
            return _("It comes from things that can change, so it can go down.")
    return ""


def origin(*, day: str, source: str, tool: str, until: str, is_over: bool) -> str:
    said = _("Worked out on %(day)s by %(source)s, with %(tool)s.")
    if is_over:
        end = _("It was good until %(until)s. Ask for a new one.")
    else:
        end = _("Good until %(until)s.")
    return f"{said} {end}" % {"day": day, "source": source, "tool": tool, "until": until}


def _of_100(predicts: str, number: int) -> str:
    """How many of them, as a sentence with a hole for the time. Nobody is half found guilty: less
    than one of a hundred was rounded to none."""
    one = number or 1
    match predicts:
        case "any":
            said = ngettext(
                "%(about)s is found guilty of a new crime%(time)s.",
                "%(about)s are found guilty of a new crime%(time)s.",
                one,
            )
        case "violence":
            said = ngettext(
                "%(about)s is found guilty of a new violent crime%(time)s.",
                "%(about)s are found guilty of a new violent crime%(time)s.",
                one,
            )
        case "contact":
            said = ngettext(
                "%(about)s is found guilty of a new sex crime against someone%(time)s.",
                "%(about)s are found guilty of a new sex crime against someone%(time)s.",
                one,
            )
        case "pictures":
            said = ngettext(
                "%(about)s is found guilty of a new sex crime with pictures%(time)s.",
                "%(about)s are found guilty of a new sex crime with pictures%(time)s.",
                one,
            )
        case _:
            said = ngettext(
                "%(about)s hurts someone badly%(time)s.",
                "%(about)s hurt someone badly%(time)s.",
                one,
            )
    about = _("About %(n)s") % {"n": number} if number else _("Fewer than 1")
    return said % {"about": about, "time": "%(time)s"}


def _rest(predicts: str, rest: int) -> str:
    if predicts == "harm":
        said = ngettext("About %(rest)s does not.", "About %(rest)s do not.", rest)
    else:
        said = ngettext("About %(rest)s is not.", "About %(rest)s are not.", rest)
    return said % {"rest": rest}


def _within(months: int | None) -> str:
    if months is None:
        return ""
    if months % 12 == 0:
        years = months // 12
        return " " + ngettext("within a year", "within %(n)s years", years) % {"n": years}
    return " " + ngettext("within a month", "within %(n)s months", months) % {"n": months}
