"""Pure: how a request stands, what may come next, who decides, what a fund's rules say to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from moneyed import Money

# Fewer requests than this are never told of by a figure: in a small team it is a name.
FEWEST = 5


class Became(StrEnum):
    """What became of a request. A kind never changes its meaning."""

    YES = "yes"
    NO = "no"
    BOUGHT = "bought"  # by the organisation
    REPAID = "repaid"  # to the person, who bought it
    UNUSED = "unused"  # not needed any more, before anything was spent
    RETURNED = "returned"  # came back after it was spent
    RECEIPT = "receipt"
    CHANGED = "changed"  # what it changed, in words
    LENT = "lent"  # anyone may read those words, without a name
    KEPT = "kept"  # nobody else may


class State(StrEnum):
    WAITS = "waits"
    YES = "yes"
    NO = "no"
    SPENT = "spent"
    UNUSED = "unused"


class Decider(StrEnum):
    WORKER = "worker"
    MANAGER = "manager"


class Fault(StrEnum):
    """Why a fund does not take a request, or cannot say yes to it."""

    SHUT = "shut"
    NOT_FOR_TEAM = "not_for_team"
    NOT_FOR_GOAL = "not_for_goal"
    OVER_CAP = "over_cap"
    OVER_YEAR = "over_year"


_STATES = {
    Became.YES: State.YES,
    Became.NO: State.NO,
    Became.BOUGHT: State.SPENT,
    Became.REPAID: State.SPENT,
    Became.UNUSED: State.UNUSED,
}
_NEXT: dict[State, frozenset[Became]] = {
    State.WAITS: frozenset({Became.YES, Became.NO}),
    State.YES: frozenset(
        {Became.BOUGHT, Became.REPAID, Became.UNUSED, Became.RECEIPT, Became.CHANGED}
    ),
    State.NO: frozenset(),
    State.SPENT: frozenset({Became.RETURNED, Became.RECEIPT, Became.CHANGED}),
    State.UNUSED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """A fund's rules as they stood when somebody asked."""

    most: Money
    most_a_year: Money
    on_the_spot: Money
    is_open: bool = True
    # None and nothing: for everybody, for every goal.
    team: int | None = None
    areas: frozenset[str] = frozenset()


def state_of(became: Sequence[str]) -> State:
    """How a request stands after all that became of it, in order."""
    for kind in reversed(became):
        if kind in _STATES:
            return _STATES[Became(kind)]
    return State.WAITS


def may_become(became: Sequence[str], kind: Became) -> bool:
    return kind in _NEXT[state_of(became)]


def decider(terms: Terms, amount: Money) -> Decider:
    """The worker on the spot, up to the limit that the fund leaves to them."""
    return Decider.WORKER if amount <= terms.on_the_spot else Decider.MANAGER


def why_not_ask(
    terms: Terms, amount: Money, *, team: int | None, areas: Collection[str]
) -> Fault | None:
    """`team` is the person's, `areas` are where the goal comes from."""
    if not terms.is_open:
        return Fault.SHUT
    if terms.team is not None and terms.team != team:
        return Fault.NOT_FOR_TEAM
    if terms.areas and terms.areas.isdisjoint(areas):
        return Fault.NOT_FOR_GOAL
    if amount > terms.most:
        return Fault.OVER_CAP
    return None


def why_not_yes(terms: Terms, amount: Money, had: Money) -> Fault | None:
    """`had` is what the person has had from this fund within a year, yes to it or spent."""
    return Fault.OVER_YEAR if had + amount > terms.most_a_year else None


def is_late(state: State, due_on: date, today: date) -> bool:
    return state is State.WAITS and due_on < today


def days_to_yes(waits: Sequence[int]) -> float | None:
    """The median of how many days a yes took; nothing while there are too few to hide among."""
    return median(waits) if len(waits) >= FEWEST else None
