"""What the page of an opened compartment shows, gathered into plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tandem.people.models import Person
from tandem.restricted.actions import words_of
from tandem.restricted.forms import CorrectForm
from tandem.restricted.models import Note, Opening
from tandem.restricted.rules import Kept, is_to_be_reviewed, standing

# So many openings are shown, the newest first.
OPENINGS = 20


@dataclass(frozen=True, slots=True)
class Version:
    note: Note
    about: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Standing:
    now: Version
    before: tuple[Version, ...]
    is_to_be_reviewed: bool
    form: CorrectForm


@dataclass(frozen=True, slots=True)
class Opened:
    by: str
    at: datetime
    reason: str


def notes(rows: Iterable[Note], today: date) -> list[Standing]:
    found = {one.pk: Version(one, **words_of(one)) for one in rows}
    lines = standing(Kept(pk, one.note.corrects_id) for pk, one in found.items())
    return [
        _standing([found[pk] for pk in line], number, today) for number, line in enumerate(lines)
    ]


def _standing(line: list[Version], number: int, today: date) -> Standing:
    now = line[0]
    said = {"about": now.about, "words": now.words, "source": now.source}
    return Standing(
        now=now,
        before=tuple(line[1:]),
        is_to_be_reviewed=is_to_be_reviewed(now.note.review_on, today),
        form=CorrectForm(
            initial=said | {"review_on": now.note.review_on}, auto_id=f"id_{number}_%s"
        ),
    )


def openings(person: Person, compartment: str) -> list[Opened]:
    rows = Opening.objects.filter(person=person, compartment=compartment)
    rows = rows.select_related("by").order_by("-at")[:OPENINGS]
    return [Opened(one.by.name, one.at, words_of(one)["reason"]) for one in rows]
