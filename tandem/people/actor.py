"""Who acts: a member of staff, a person with an account, a guest device in one sitting, or Tandem.

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


@dataclass(frozen=True, slots=True)
class System:
    """Tandem itself: set-up, demo, imports from the command line."""

    why: str
    device: str = "system"


Actor = Staff | Guest | System
