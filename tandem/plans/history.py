"""What became of a goal, in the order in which it was said: one sentence for each entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tandem.assessments.names import name_of, typist_of, was_said_alone
from tandem.plans import carrying, forks, whole
from tandem.plans.answer_forms import answers
from tandem.voices.fold import Said


@dataclass(frozen=True, slots=True)
class Moment:
    on: date
    who: str
    happened: str
    words: str = ""
    language: str = ""
    # Set where one typed what the other said.
    typed_by: str = ""
    # The person said it on their own page.
    is_alone: bool = False
    # The answer that there is a copy of.
    copy: UUID | None = None


def last_time(said: list[Said], sitting: UUID | None) -> Said | None:
    """The newest that was said in a sitting before this one; what comes after it is new."""
    return next((one for one in reversed(said) if one.sitting and one.sitting != sitting), None)


def history(
    goal: UUID, said: list[Said], names: Mapping[str, str], *, after: int = 0
) -> list[Moment]:
    """`after` is the number of the entry that was the last one known."""
    chosen = {fork for fork, of in forks.of_goals(said).items() if of == str(goal)}
    told = [one for one in said if _is_about(goal, one) or forks.fork_of(one.about) in chosen]
    return _moments(told, names, after)


def history_of_whole(said: list[Said], names: Mapping[str, str], *, after: int = 0) -> list[Moment]:
    """What was said to the whole plan, and that it was made alone."""
    about = ("plan", whole.ABOUT, whole.ASKING)
    told = [one for one in said if one.kind == "agree" and one.about in about]
    return _moments(told, names, after)


def _moments(said: list[Said], names: Mapping[str, str], after: int) -> list[Moment]:
    before: dict[str, Said] = {}
    found = []
    for entry in said:
        happened, words = _told(before.get(f"{entry.kind} {entry.about}"), entry)
        before[f"{entry.kind} {entry.about}"] = entry
        if not happened or entry.seq <= after:
            continue
        found.append(
            Moment(
                on=entry.happened_on,
                who=name_of(entry, names),
                happened=happened,
                words=words,
                language=entry.language,
                typed_by="" if entry.party == "both" else typist_of(entry, names),
                is_alone=was_said_alone(entry),
                copy=entry.id if is_answer(entry) else None,
            )
        )
    return found


def is_answer(one: Said) -> bool:
    """To exact words, which are kept with it."""
    return one.kind == "agree" and isinstance(one.value, dict) and "digest" in one.value


def _is_about(goal: UUID, entry: Said) -> bool:
    if entry.kind == "step" and isinstance(entry.value, dict):
        return bool(entry.value.get("goal") == str(goal))
    return entry.about in (f"goal/{goal}", f"goal/{goal}/asking", carrying.about(goal))


def _told(before: Said | None, entry: Said) -> tuple[str, str]:
    if not isinstance(entry.value, dict):
        return _("These words were taken out of the record."), ""
    was = before.value if before and isinstance(before.value, dict) else None
    match entry.kind:
        case "goal":
            return _of_goal(was, entry.value)
        case "step":
            return _of_step(was, entry.value)
        case "agree":
            return _of_agreement(entry.value)
        case "note" if entry.value.get("carried") == carrying.ON:
            return _("Carried the goal on into a new time"), ""
        case "note" if entry.about.startswith(forks.FORK):
            return forks.happened(entry), entry.value.get("words") or entry.value.get("way", "")
    return "", ""


# What of a goal is no matter of how it stands.
_IN_TIME = ("due_on", "is_later", "place", "gives", "protects")


def _of_goal(was: Mapping[str, Any] | None, now: Mapping[str, Any]) -> tuple[str, str]:
    if was == now:
        return "", ""
    if was is None:
        return _("Wrote the goal"), now["words"]
    if was["words"] != now["words"]:
        return _("Changed the words of the goal"), now["words"]
    if was["origin"] != now["origin"]:
        return _("Said whose words these are"), now["words"]
    if was.get("requirement") != now.get("requirement"):
        if now.get("requirement"):
            return _("Said that the goal has to happen"), ""
        return _("Said that the goal is a free choice"), ""
    if was["state"] == now["state"] and any(was.get(name) != now.get(name) for name in _IN_TIME):
        return _of_time(was, now), ""
    match now["state"]:
        case "done":
            return _("Said that the goal is reached"), now.get("why", "")
        case "let_go":
            return _("Let the goal go"), now.get("why", "")
        case "paused":
            return _("Paused the goal"), now.get("why", "")
        case "active" if was["state"] != "active":
            return _("Brought the goal back"), ""
    return _of_time(was, now), ""


def _of_time(was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    if was.get("due_on") != now.get("due_on"):
        if not now.get("due_on"):
            return _("Took the day off the goal")
        day = date_format(date.fromisoformat(now["due_on"]), "j F Y")
        return _("Set the day of the goal to %(day)s") % {"day": day}
    if was.get("is_later", False) != now.get("is_later", False):
        return _("Put the goal off for later") if now.get("is_later") else _("Took the goal up now")
    if was.get("place", 0) != now.get("place", 0):
        return _("Gave the goal another place")
    return _("Said what the goal is for")


def _of_step(was: Mapping[str, Any] | None, now: Mapping[str, Any]) -> tuple[str, str]:
    if was is None:
        if now["who"] in ("worker", "colleague"):
            return _("Added a promise"), now["words"]
        return _("Added a step"), now["words"]
    if was["words"] != now["words"]:
        return _("Changed a step"), now["words"]
    if was["due_on"] != now["due_on"]:
        if not now["due_on"]:
            return _("Took the day off a step"), now["words"]
        day = date_format(date.fromisoformat(now["due_on"]), "j F Y")
        return _("Changed the day of a step to %(day)s") % {"day": day}, now["words"]
    if now.get("stuck") and was.get("stuck") != now["stuck"]:
        return _("Said that a step is stuck"), f"{now['words']} {now['stuck']}"
    match now["state"]:
        case "doing":
            return _("Began a step"), now["words"]
        case "done":
            return _("Marked a step as done"), now["words"]
        case "dropped":
            return _("Marked a step as no longer needed"), now["words"]
    return _("Marked a step as still to do"), now["words"]


def _of_agreement(now: Mapping[str, Any]) -> tuple[str, str]:
    if "asked" in now:
        if now["asked"] == "could_not":
            return _("Noted: could not be asked"), now["because"]
        return _("Noted: not asked yet"), ""
    if "answer" not in now:
        return _("Made the plan alone"), now["because"]
    return _("Answered: %(answer)s") % {"answer": dict(answers())[now["answer"]]}, now["words"]
