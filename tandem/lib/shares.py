"""Shares of people, told so that nobody can be told from them."""

from collections.abc import Sequence

# Fewer people than this are never told of by a share.
ENOUGH = 10


def tenths(counts: Sequence[int]) -> tuple[int, ...]:
    """Each count as a share of all, in tenths from 1 to 9: neither all nor nobody is ever told.

    Rounded so that they would make ten (the largest remainder; of equals the first), then held
    between: 1 is "one in ten, or fewer", 9 "nine in ten, or more". Raises ZeroDivisionError where
    there is nothing to share.
    """
    whole = sum(counts)
    found = [10 * n // whole for n in counts]
    by_loss = sorted(range(len(counts)), key=lambda at: -(10 * counts[at] % whole))
    for at in by_loss[: 10 - sum(found)]:
        found[at] += 1
    return tuple(min(9, max(1, n)) for n in found)
