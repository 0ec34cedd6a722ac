"""Text: keys to search and sort by, and what may be stored of what was typed."""

import unicodedata

# Letters that decomposition leaves whole.
_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h"})


def search_key(text: str) -> str:
    """Casefolded, no accents, apostrophes, doubled spaces: "Siân O'Brien" -> "sian obrien"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    kept = "".join(" " if letter in "-_/," else letter for letter in bare if letter not in "'’`.")
    return " ".join(kept.translate(_PLAIN).split())


def typed(text: str) -> str:
    """What may be stored of typed text: no control characters but tab and line end, not padded."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) != "Cc")
    return kept.strip()


def apart(typed: str, name: str) -> int:
    """How many slips lie between two keys: a letter too much, too few, another one, or two
    neighbours in each other's place (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(name) + 1))
    for row, letter in enumerate(typed, 1):
        now = [row]
        for column, other in enumerate(name, 1):
            slips = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != other))
            is_swap = row > 1 < column and letter == name[column - 2] and other == typed[row - 2]
            now.append(min(slips, before[column - 2] + 1) if is_swap else slips)
        before, last = last, now
    return last[-1]


def ended(words: str) -> str:
    """With a full stop, unless it ends already."""
    return words if words[-1:] in ".?!" else f"{words}."
