"""What one control is for: where it stands, what is entered, and what is stored then, exactly."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

# Days that are yet to come, whenever the walk is walked; a scene fills them in as "{next}".
NEXT_YEAR = date.today().year + 1

# What was said since the hands moved: whose it is, who typed it and in which sitting.
SAID = """
    SELECT e.kind, e.about, e.party, e.typed_by, u.called, e.sitting::text, s.value
    FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
    JOIN voices_saying s ON s.entry_id = e.id LEFT JOIN people_user u ON u.id = e.author_id
    WHERE t.person_id = %(person)s AND e.recorded_at > %(since)s
    ORDER BY e.recorded_at, e.seq"""


@dataclass(frozen=True)
class Effect:
    """One form and one of its buttons. `{words}` in braces are what the scene has learned."""

    # The address that the form goes to; "room" stands for each of the three doors.
    view: str
    # The page it stands on; where the one before led, if it names none.
    at: str = ""
    # What is entered, by the names of the fields. Boxes to be ticked are a list, and a name that
    # ends in "on" is a day in three parts, "3 2 2026". Nothing else of the form is touched.
    entered: Mapping[str, Any] = field(default_factory=dict)
    # The button's words, and its name=value where it has them. Without, a sheet saves by itself.
    press: str = ""
    named: str = ""
    # The part of the page that holds the form, where several look alike.
    within: str = ""
    # The question to the database, and its whole answer.
    stored: str = SAID
    gives: Sequence[tuple[Any, ...]] = ()
    # Afterwards: words to be seen on the page, the address it has, or `at` again with the fields
    # as they were entered.
    shows: str = ""
    leads: str = ""
    keeps: bool = False
    # Who does it, and on which pages of a room.
    by: str = "worker"
    doors: str = "together desk"
    # What later ones need to know: a question to the database, or where it stands on the page.
    learns: Mapping[str, str] = field(default_factory=dict)
    # Names of further controls of the same kind, as a pattern.
    alike: str = ""

    def has(self, name: str) -> bool:
        """Whether a control of this name is of this form."""
        own = [self.named.partition("=")[0], *self.entered]
        patterns = [pattern(one) for one in own if one] + ([self.alike] if self.alike else [])
        return not name or any(re.fullmatch(one, name) for one in patterns)


def pattern(name: str) -> str:
    known = re.sub(r"\\\{\w+\\\}", ".+", re.escape(name))
    return known + ("_(day|month|year)" if is_day(name) else "")


def is_day(name: str) -> bool:
    return bool(re.search("[_-]on$", name))


def said(
    kind: str,
    about: str,
    value: Any,
    party: str = "person",
    typed_by: str = "worker",
    author: str | None = "{worker}",
    sitting: str | None = "{sitting}",
) -> tuple[Any, ...]:
    """One row of `SAID`."""
    return (kind, about, party, typed_by, author, sitting, value)


def from_their_screen(kind: str, about: str, value: Any, party: str = "person") -> tuple[Any, ...]:
    """A row of `SAID` that was typed on the person's own device."""
    return said(kind, about, value, party, typed_by="person", author=None)
