"""Who acts: a member of staff, a guest device in one sitting, the person alone, or Tandem.

A guest device is never a user, and an action never learns of HTTP: it is told `by` whom.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from tandem.people.models import User


@dataclass(frozen=True, slots=True)
class Staff:
    user: "User"
    # A digest of the sign-in's key: names the device in the log, opens nothing.
    device: str = ""


@dataclass(frozen=True, slots=True)
class Guest:
    """A second device that joined one sitting as the person."""

    guest: UUID
    sitting: UUID
    person: UUID

    @property
    def device(self) -> str:
        return f"guest {self.guest}"


# How the device of one who prepares begins, in the log and in the audit.
PREPARED = "preparation "


@dataclass(frozen=True, slots=True)
class Preparer:
    """The person alone, before a meeting, on the device that opened the link they were given."""

    preparation: UUID
    person: UUID

    @property
    def device(self) -> str:
        return f"{PREPARED}{self.preparation}"


# How the device of one who has their own page begins.
ON_OWN_PAGE = "own page "


@dataclass(frozen=True, slots=True)
class Holder:
    """The person alone, at any time, on a device on which their own page was opened."""

    holds: UUID
    person: UUID

    @property
    def device(self) -> str:
        return f"{ON_OWN_PAGE}{self.holds}"


@dataclass(frozen=True, slots=True)
class System:
    """Tandem itself: set-up, demo, imports from the command line."""

    why: str
    device: str = "system"


Actor = Staff | Guest | Preparer | Holder | System
