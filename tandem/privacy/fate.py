"""What becomes of a field: declared once beside it, read by all that shows it or ends it.

Shared screen, the person's own view, subject access, erasure, export and audit are all derived
from these declarations. The default of every flag is the closed one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    PERSON = "person"
    # A victim, a third party, a source; and the person, as they are known from them.
    OTHERS = "others"
    STAFF = "staff"
    NOBODY = "nobody"


class Kind(StrEnum):
    FACT = "fact"
    OPINION = "opinion"
    MECHANISM = "mechanism"


class Erasure(StrEnum):
    DELETE = "delete the row"
    BLANK = "blank the value"
    FORGET = "destroy words and salt, keep the commitment"
    KEEP = "keep: it says nothing about anyone by itself"


@dataclass(frozen=True, slots=True)
class Fate:
    """One field's declaration. `retention` names a class of the retention rules."""

    subject: Subject
    kind: Kind
    retention: str
    erasure: Erasure
    shared_screen: bool = False
    own_view: bool = False
    subject_access: bool = False
    export: bool = False


Fates = Mapping[str, Fate]

MECHANISM = Fate(Subject.NOBODY, Kind.MECHANISM, "as its row", Erasure.KEEP)
# Of the mechanism and seen by both: what addresses are made of, a word to compare.
SEEN = Fate(Subject.NOBODY, Kind.MECHANISM, "as its row", Erasure.KEEP, shared_screen=True)
IDENTITY = Fate(
    Subject.PERSON, Kind.FACT, "person", Erasure.BLANK, subject_access=True, own_view=True
)
# What the two call each other is all that the shared screen ever says about who they are.
CALLED = Fate(
    Subject.PERSON,
    Kind.FACT,
    "person",
    Erasure.BLANK,
    shared_screen=True,
    own_view=True,
    subject_access=True,
)
ORDER = Fate(
    Subject.PERSON, Kind.FACT, "episode", Erasure.DELETE, own_view=True, subject_access=True
)
SAID = Fate(
    Subject.PERSON,
    Kind.OPINION,
    "episode",
    Erasure.FORGET,
    shared_screen=True,
    own_view=True,
    subject_access=True,
)
DONE = Fate(
    Subject.PERSON,
    Kind.FACT,
    "episode",
    Erasure.DELETE,
    shared_screen=True,
    own_view=True,
    subject_access=True,
)
# Only for the person; no worker reads it unless the person chooses.
PRIVATE = Fate(
    Subject.PERSON,
    Kind.OPINION,
    "episode",
    Erasure.DELETE,
    own_view=True,
    subject_access=True,
)
# What lists of people count and order by; no shared screen holds such a list.
LISTED = Fate(
    Subject.PERSON,
    Kind.FACT,
    "episode",
    Erasure.DELETE,
    own_view=True,
    subject_access=True,
)
# Kept from both screens, the person's own view and every copy; its readers open it at the desk. An
# access request asks a human first, for it is about more people than the one who asks.
RESTRICTED = Fate(Subject.OTHERS, Kind.OPINION, "episode", Erasure.DELETE)
RESTRICTED_FACT = Fate(Subject.OTHERS, Kind.FACT, "episode", Erasure.DELETE)
LINK = Fate(Subject.PERSON, Kind.MECHANISM, "as its row", Erasure.DELETE)
STAFF = Fate(Subject.STAFF, Kind.FACT, "staff", Erasure.BLANK)
STAFF_CALLED = Fate(
    Subject.STAFF, Kind.FACT, "staff", Erasure.BLANK, shared_screen=True, own_view=True
)
# What who coaches says to a worker about a decision for a person: between the two of them on every
# screen, the person's for the asking.
COACHED = Fate(Subject.PERSON, Kind.OPINION, "episode", Erasure.DELETE, subject_access=True)
# What a member of staff writes about their own work, for themselves; shared by them alone.
REFLECTION = Fate(Subject.STAFF, Kind.OPINION, "staff", Erasure.DELETE)
SECRET = Fate(Subject.STAFF, Kind.MECHANISM, "as its row", Erasure.DELETE)


def fates(**groups: tuple[Fate, str]) -> Fates:
    """`fates(who=(IDENTITY, "called born_on"))`: the group's name is for the reader only."""
    declared: dict[str, Fate] = {}
    for fate, names in groups.values():
        for name in names.split():
            if name in declared:
                raise ValueError(f"{name} is declared twice")
            declared[name] = fate
    return declared
