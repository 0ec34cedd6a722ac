"""What became of a goal, in the order in which it was said: one sentence for each entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tandem.assessments.names import name_of, typist_of
from tandem.plans.forms import answers
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


def history(goal: UUID, said: list[Said], names: Mapping[str, str]) -> list[Moment]:
    before: dict[str, Said] = {}
    found = []
    for entry in said:
        if not _is_about(goal, entry):
            continue
        happened, words = _told(before.get(f"{entry.kind} {entry.about}"), entry)
        before[f"{entry.kind} {entry.about}"] = entry
        if not happened:
            continue
        found.append(
            Moment(
                on=entry.happened_on,
                who=name_of(entry, names),
                happened=happened,
                words=words,
                language=entry.language,
                typed_by="" if entry.party == "both" else typist_of(entry, names),
            )
        )
    return found


def _is_about(goal: UUID, entry: Said) -> bool:
    if entry.kind == "step" and isinstance(entry.value, dict):
        return bool(entry.value.get("goal") == str(goal))
    return entry.about in (f"goal/{goal}", f"goal/{goal}/asking")


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
    return "", ""


def _of_goal(was: Mapping[str, Any] | None, now: Mapping[str, Any]) -> tuple[str, str]:
    if was is None:
        return _("Wrote the goal"), now["words"]
    if was["words"] != now["words"]:
        return _("Changed the words of the goal"), now["words"]
    if was["origin"] != now["origin"]:
        return _("Said whose words these are"), now["words"]
    match now["state"]:
        case "done":
            return _("Said that the goal is reached"), ""
        case "let_go":
            return _("Let the goal go"), ""
    return _("Brought the goal back"), ""


def _of_step(was: Mapping[str, Any] | None, now: Mapping[str, Any]) -> tuple[str, str]:
    if was is None:
        if now["who"] == "worker":
            return _("Added a promise"), now["words"]
        return _("Added a step"), now["words"]
    if was["words"] != now["words"]:
        return _("Changed a step"), now["words"]
    if was["due_on"] != now["due_on"]:
        if not now["due_on"]:
            return _("Took the day off a step"), now["words"]
        day = date_format(date.fromisoformat(now["due_on"]), "j F Y")
        return _("Changed the day of a step to %(day)s") % {"day": day}, now["words"]
    match now["state"]:
        case "doing":
            return _("Began a step"), now["words"]
        case "done":
            return _("Marked a step as done"), now["words"]
        case "dropped":
            return _("Dropped a step"), now["words"]
    return _("Marked a step as still to do"), now["words"]


def _of_agreement(now: Mapping[str, Any]) -> tuple[str, str]:
    if "asked" in now:
        if now["asked"] == "could_not":
            return _("Noted: could not be asked"), now["because"]
        return _("Noted: not asked yet"), ""
    return _("Answered: %(answer)s") % {"answer": dict(answers())[now["answer"]]}, now["words"]
