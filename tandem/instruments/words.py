"""One piece of text in every language of its instrument, and the names that may stand in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Nothing else may stand in braces: text from a person is never read as a pattern.
PLACEHOLDERS = frozenset(
    {"person", "worker", "organisation", "answer", "date", "reason", "goal", "level"}
)
_BRACES = re.compile(r"\{([^{}]*)\}")


class MissingWords(LookupError):
    """A language has no words here. Never mended by showing another language."""


def placeholders(text: str) -> frozenset[str]:
    return frozenset(_BRACES.findall(text))


def fill(text: str, *names: Mapping[str, str]) -> str:
    """Put names in place of `{person}` and the like, once: a name with braces stays a name. The
    first mapping that has a name gives it.

    Raises MissingWords when the text needs a name that was not given.
    """

    def name(match: re.Match[str]) -> str:
        key = match.group(1)
        for given in names if key in PLACEHOLDERS else ():
            if key in given:
                return str(given[key])
        raise MissingWords(f"No name was given for {{{key}}}.")

    return _BRACES.sub(name, text) if "{" in text else text


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in each language, as (language, text) pairs."""

    texts: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        if not self.texts:
            raise ValueError("Words need a text in at least one language.")
        for language, text in self.texts:
            if not text.strip():
                raise ValueError(f"Words have no text in {language}.")
            unknown = placeholders(text) - PLACEHOLDERS
            if unknown:
                raise ValueError(f"{{{min(unknown)}}} is not a name that may stand in words.")

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(language for language, _ in self.texts)

    def for_reader(self, language: str) -> str:
        """The language in which a reader of this one reads it: this one, or else the first."""
        return language if language in self.languages else self.languages[0]

    def raw(self, language: str) -> str:
        """The text with its placeholders. `en-gb` reads `en`; no language stands in for another."""
        wanted = language.split("-")[0].lower()
        for have, text in self.texts:
            if have == wanted:
                return text
        raise MissingWords(f"There are no words in {language!r} here.")

    def say(self, language: str, names: Mapping[str, str] | None = None, **more: str) -> str:
        """The text for a reader: plain, to be escaped by the page like any other text."""
        return fill(self.raw(language), more, names or {})
