"""Pure: what may be said of a count of people's views."""

from enum import StrEnum

# Fewer people than this are never told apart by a count.
FEWEST = 5


class Hidden(StrEnum):
    """What is said instead of a number."""

    FEW = "few"
    NEARLY_ALL = "nearly_all"
    NOT_SAID = "not_said"


def safe(n: int, of: int, *, whole: tuple[int, int] | None = None) -> int | Hidden:
    """A count `n` of `of` people's views, or what is said in its place.

    In a small team a small number is a name: "2 do not agree with their plan" tells a reader who
    knows the team which two. So a count under FEWEST is not said, and neither is one that leaves
    fewer than FEWEST on the other side. `whole` is the same count of the organisation, shown beside
    it: where the two together would give away such a count of all the others, the smaller is not
    said. It does not guard against somebody who compares the page of today with that of yesterday.
    """
    if n < FEWEST:
        return Hidden.FEW
    if of - n < FEWEST:
        return Hidden.NEARLY_ALL
    if whole:
        others, others_of = whole[0] - n, whole[1] - of
        if others_of and (others < FEWEST or others_of - others < FEWEST):
            return Hidden.NOT_SAID
    return n
