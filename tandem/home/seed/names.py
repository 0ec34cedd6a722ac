"""Made-up names. Lists are in rough order of frequency, the first ones many times as common as the
last; given and family names of one background are drawn together. Nobody here is anybody."""

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from tandem.home.seed import namelists as lists

# The first names of a list are this much more even than one over their place would make them.
EVEN = 12


@dataclass(frozen=True, slots=True)
class Name:
    called: str
    given_names: str
    family_name: str
    background: str


class _Pot:
    """Words to draw from, each rarer than the one before it."""

    def __init__(self, words: str) -> None:
        self.words = lists.listed(words)
        self.weights = list(accumulate(1 / (place + EVEN) for place in range(len(self.words))))

    def draw(self, random: Random) -> str:
        return self.words[bisect(self.weights, random.random() * self.weights[-1])]


@dataclass(frozen=True, slots=True)
class _Background:
    key: str
    share: float
    male: _Pot
    female: _Pot
    family: _Pot


BACKGROUNDS = [
    _Background(
        key, share, *(_Pot(getattr(lists, f"{key.upper()}_{kind}")) for kind in lists.KINDS)
    )
    for key, share in (
        ("english", 66),
        ("welsh", 8),
        ("south_asian", 8),
        ("african", 5.5),
        ("eastern", 6),
        ("irish", 3.5),
        ("arabic", 2),
        ("east_asian", 1),
    )
]
_SHARES = list(accumulate(each.share for each in BACKGROUNDS))
_ONE_NAME = lists.listed(lists.ONE_NAME)
_OTHER_LETTERS = [_whole.split("/") for _whole in lists.listed(lists.OTHER_LETTERS)]


def draw(random: Random, sex: str) -> Name:
    """Somebody's name. `sex` says from which list; "" draws from either."""
    own = BACKGROUNDS[bisect(_SHARES, random.random() * _SHARES[-1])]
    if sex not in ("male", "female"):
        sex = "male" if random.random() < 0.6 else "female"
    pot = own.male if sex == "male" else own.female
    odd = random.random()
    if odd < 0.006:
        one = random.choice(_ONE_NAME)
        return Name(one, one, "", own.key)
    if odd < 0.009:
        given, family = random.choice(_OTHER_LETTERS)
        return Name(given, given, family, "other")
    given = called = pot.draw(random)
    kin = own.family
    if random.random() < 0.06:
        kin = BACKGROUNDS[bisect(_SHARES, random.random() * _SHARES[-1])].family
    family = kin.draw(random)
    if random.random() < 0.03 and "-" not in family and " " not in family:
        other = BACKGROUNDS[0].family.draw(random)
        family = family if "-" in other or other == family else f"{family}-{other}"
    if random.random() < 0.35:
        second = pot.draw(random)
        if second != given:
            given = f"{given} {second}"
            if random.random() < 0.08:
                called = second
    if random.random() < 0.3:
        called = lists.SHORT.get(called, called)
    return Name(called, given, family, own.key)
