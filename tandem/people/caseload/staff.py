"""Who a cell means by "L Green". Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from uuid import UUID

from tandem.lib.text import search_key
from tandem.people.caseload.values import Wrong

# So many names a sentence can hold.
A_FEW = 4
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Worker:
    id: UUID
    name: str
    email: str
    team: int | None

    @property
    def ways(self) -> frozenset[str]:
        """How an export may write this worker: full name, initial and family name, e-mail."""
        words = search_key(self.name).split()
        ways = {" ".join(words), self.email.casefold()}
        if len(words) > 1:
            given, family = words[0], words[-1]
            ways |= {
                f"{given} {family}",
                f"{given[0]} {family}",
                f"{family} {given}",
                f"{family} {given[0]}",
                " ".join([family, *words[:-1]]),
            }
        return frozenset(ways)


@dataclass(frozen=True, slots=True)
class Team:
    id: int
    name: str


class Directory:
    """All ways in which a file may write each worker."""

    def __init__(self, workers: Iterable[Worker]) -> None:
        self.by_way: dict[str, list[Worker]] = {}
        for worker in workers:
            for way in worker.ways:
                self.by_way.setdefault(way, []).append(worker)

    def find(self, cell: str, *, suggest: bool = True) -> Worker | None:
        said = cell.strip().casefold() if "@" in cell else search_key(cell)
        if not said:
            return None
        found = self.by_way.get(said, [])
        if len(found) == 1:
            return found[0]
        if found:
            names = "; ".join(sorted(f"{one.name} ({one.email})" for one in found))
            raise Wrong("many_workers", names=names)
        if not suggest:
            raise Wrong("no_such_worker")
        names = _near(said, {way: workers[0].name for way, workers in self.by_way.items()})
        raise Wrong("unknown_worker", names=names) if names else Wrong("no_such_worker")


def team_of(cell: str, teams: Iterable[Team], *, suggest: bool = True) -> Team | None:
    said = search_key(cell)
    if not said:
        return None
    known = {search_key(team.name): team for team in teams}
    if said in known:
        return known[said]
    names = _near(said, {key: team.name for key, team in known.items()}) if suggest else ""
    raise Wrong("unknown_team", names=names) if names else Wrong("no_such_team")


def _near(said: str, known: dict[str, str]) -> str:
    """The names that look like it; where there are only a few, all of them."""
    close = get_close_matches(said[:LONGEST_NAME], known, n=5, cutoff=0.6)
    names = list(dict.fromkeys(known[way] for way in close or known))
    return "; ".join(names) if close or len(names) <= A_FEW else ""
