"""The card about "I see this differently": one page, about nobody."""

from collections.abc import Mapping
from dataclasses import dataclass

from tandem.documents.typeset import typeset
from tandem.documents.words import name_in


@dataclass(frozen=True)
class CardPart:
    title: str
    lines: tuple[str, ...]
    pictures: tuple[str, ...] = ()  # beside each line, by their names
    drawings: tuple[bytes, ...] = ()  # the same as SVG, where it is printed


@dataclass(frozen=True)
class CardPage:
    language: str
    title: str
    organisation: str
    parts: tuple[CardPart, ...]
    is_easy: bool = False


def print_card(page: CardPage) -> bytes:
    """Tagged PDF/UA-1."""
    return typeset("card.typ", page.language, page, card_layout)


def card_layout(page: CardPage) -> Mapping[str, object]:
    return {
        "title": page.title,
        "organisation": name_in(page.organisation),
        "is_easy": page.is_easy,
        "parts": [
            {
                "title": part.title,
                "lines": part.lines,
                "pictures": [drawing.decode() for drawing in part.drawings],
            }
            for part in page.parts
        ],
    }
