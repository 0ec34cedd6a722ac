"""What an import of levels did, or would do, for the page and for the command line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from tandem.levels import words
from tandem.levels.rules import Row
from tandem.people.caseload.told import Told, Words


@dataclass(frozen=True, slots=True)
class Report(Told[Row]):
    words: ClassVar[Words] = words

    @property
    def coming(self) -> int:
        return len(self.of("added"))

    def lines(self) -> Iterator[str]:
        yield from self.refused_lines()
        yield self.summary()

    def summary(self) -> str:
        line = ", ".join(
            [
                _("%(n)s added") % {"n": self.coming},
                _("%(n)s the same") % {"n": len(self.of("same", "repeat"))},
                _("%(n)s refused") % {"n": len(self.of("refused"))},
            ]
        )
        return (_("Nothing is saved yet.") + " " if self.dry_run else "") + line + "."
