"""Who a cell means by "L Green". Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from uuid import UUID

from tandem.lib.text import search_key
from tandem.people.caseload.values import Wrong


# So many names a sentence can hold.
A_FEW = 4


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


def worker_of(cell: str, workers: Iterable[Worker]) -> Worker | None:
    said = cell.strip().casefold() if "@" in cell else search_key(cell)
    if not said:
        return None
    known = tuple(workers)
    found = [worker for worker in known if said in worker.ways]
    if len(found) == 1:
        return found[0]
    if found:
        names = "; ".join(sorted(f"{one.name} ({one.email})" for one in found))
        raise Wrong("many_workers", names=names)
    names = _near(said, {way: one.name for one in known for way in one.ways})
    raise Wrong("unknown_worker", names=names) if names else Wrong("no_such_worker")


def team_of(cell: str, teams: Iterable[Team]) -> Team | None:
    said = search_key(cell)
    if not said:
        return None
    known = {search_key(team.name): team for team in teams}
    if said in known:
        return known[said]
    names = _near(said, {key: team.name for key, team in known.items()})
    raise Wrong("unknown_team", names=names) if names else Wrong("no_such_team")


def _near(said: str, known: dict[str, str]) -> str:
    """The names that look like it; where there are only a few, all of them."""
    close = get_close_matches(said, known, n=5, cutoff=0.6)
    names = list(dict.fromkeys(known[way] for way in close or known))
    return "; ".join(names) if close or len(names) <= A_FEW else ""
