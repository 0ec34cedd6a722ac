"""Pure: a stored answer in words that a reader can read."""

from collections.abc import Mapping
from typing import Any

from tandem.instruments.schema import Item


def in_words(item: Item, value: Any, language: str, names: Mapping[str, str]) -> str:
    """The answer as it is read out: the words of its choices, or the person's own words.

    `value` is as `tandem.instruments.clean.clean` stores it; "" for nothing.
    """
    if value in (None, "", []):
        return ""
    match item.kind:
        case "one" | "scale":
            return item.choice(value).words.say(language, names)
        case "many":
            return "; ".join(item.choice(key).words.say(language, names) for key in value)
        case "ten":
            low = item.low.say(language, names) if item.low else ""
            high = item.high.say(language, names) if item.high else ""
            return f"{value} (0: {low}, 10: {high})"
        case "words_and_date":
            return str(value.get("words") or "")
    return str(value)
