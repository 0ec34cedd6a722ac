"""Pure: a stored answer in words that a reader can read."""

from collections.abc import Mapping
from typing import Any

from tandem.instruments.schema import Item
from tandem.instruments.words import Words


def in_words(item: Item, value: Any, language: str, names: Mapping[str, str]) -> str:
    """The answer as it is read out: the words of its choices, or the person's own words.

    `value` is as `tandem.instruments.clean.clean` stores it; "" for nothing.
    """
    if value in (None, "", []):
        return ""
    match item.kind:
        case "one" | "scale":
            return _said(item.choice(value).words, language, names)
        case "many":
            return "; ".join(_said(item.choice(key).words, language, names) for key in value)
        case "ten":
            low = _said(item.low, language, names)
            high = _said(item.high, language, names)
            return f"{value} (0: {low}, 10: {high})"
        case "words_and_date":
            return str(value.get("words") or "")
    return str(value)


def _said(words: Words | None, language: str, names: Mapping[str, str]) -> str:
    return words.say(words.for_reader(language), names) if words else ""
