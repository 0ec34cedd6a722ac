"""One slip somewhere in a name: a letter too much, too few, another one, or two swapped."""

from __future__ import annotations

from random import Random

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slipped(dice: Random, name: str) -> str:
    at = dice.randrange(len(name))
    before, here, after = name[:at], name[at], name[at + 1 :]
    letter = dice.choice(LETTERS)
    return dice.choice(
        [
            before + letter + here + after,
            before + after,
            before + letter + after,
            before[:-1] + here + before[-1:] + after,
        ]
    )
