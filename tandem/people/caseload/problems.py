"""What can be wrong with a caseload file, as a code and values; `words` has the sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem at one place of the file; the column is empty where the whole row is meant."""

    column: str
    value: str
    problem: Problem


class Unreadable(Exception):
    """No row of the file can be read."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, values)
