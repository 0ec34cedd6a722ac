"""What is in the way, who takes it on by when, what was done about it, what came of that: entries
of the plan's thread, folded here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.assessments.names import as_then, carried_by, name_of, typist_of
from tandem.documents.words import near_day
from tandem.plans import rules
from tandem.plans.reasons import Names
from tandem.voices.fold import Said


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was done about it, or that came of that."""

    # What the worker did, in a few words, or how it is now.
    what: str
    party: str
    name: str
    words: str
    language: str
    at: object
    typed_by: str
    voiced_by: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    id: UUID
    sort: str
    line: Told
    # Who takes it on, and by when.
    who: str
    who_name: str
    by: str
    told: tuple[Told, ...]
    is_gone: bool
    is_late: bool
    # The worker who sees to it now, where another said that they would.
    now: str


def sorts() -> dict[str, str]:
    return {
        "practical": _("Something practical"),
        "inside": _("Something inside, like worry or low mood"),
    }


def modes() -> dict[str, str]:
    """What a worker may do about it, the most done together first."""
    return {
        "with": _("Did it with %(person)s"),
        "for": _("Did it for %(person)s"),
        "referred": _("Sent %(person)s on to someone"),
        "signposted": _("Said where to go"),
    }


def ends() -> dict[str, str]:
    return {"gone": _("It is out of the way"), "still": _("It is still there")}


def obstacles(said: Sequence[Said], names: Names, today: date) -> list[Obstacle]:
    """What is still in the way comes first, in the order in which it was said."""
    by_about: dict[str, list[Said]] = {}
    for entry in said:
        if entry.kind == "obstacle" and not entry.is_erased:
            by_about.setdefault(entry.about, []).append(entry)
    found = [
        _obstacle(first, rest, names, today)
        for first, *rest in by_about.values()
        if "sort" in first.value
    ]
    return sorted(found, key=lambda one: one.is_gone)


def _obstacle(first: Said, rest: Sequence[Said], names: Names, today: date) -> Obstacle:
    value = first.value
    due = value.get("due_on")
    day = date.fromisoformat(due) if due else None
    ended = [one.value["end"] for one in rest if "end" in one.value]
    is_gone = bool(ended) and ended[-1] == "gone"
    who = as_then(names, first.author)[value["who"]]
    return Obstacle(
        id=UUID(first.about.removeprefix("obstacle/")),
        sort=sorts()[value["sort"]],
        line=told(first, sorts()[value["sort"]], names),
        who=value["who"],
        who_name=who,
        by=near_day(day, today) if day else "",
        told=tuple(told(one, _what(one, names), names) for one in rest),
        is_gone=is_gone,
        is_late=not is_gone and rules.is_late(day, "doing", today),
        now=carried_by(value["who"], who, names, is_open=not is_gone),
    )


def _what(one: Said, names: Names) -> str:
    if "end" in one.value:
        return ends()[one.value["end"]]
    did = modes()[one.value["mode"]] % names
    return did if one.value.get("yes") else _("%(did)s, not asked first") % {"did": did}


def told(one: Said, what: str, names: Names) -> Told:
    return Told(
        what=what,
        party=one.party,
        name=name_of(one, names),
        words=one.value["words"],
        language=one.language,
        at=one.recorded_at,
        typed_by="" if one.party == "both" else typist_of(one, names),
        voiced_by=one.voiced_by,
    )
