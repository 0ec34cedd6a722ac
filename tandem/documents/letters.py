"""Which letters the shipped fonts can print, and what becomes of the others.

PDF/UA refuses a page with a letter that no font has. A name must never stop a page from being
printed, so such a letter becomes MARK (drawn as a question mark in a box) before the page is set.
"""

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from fontTools.ttLib import TTFont

from tandem.documents.press import fonts_in

MARK = "\ufffd"
BODY_FONT = "Atkinson Hyperlegible Next"
# Tried right after the body font, because it is drawn to the same measure.
NEXT_FONT = "Noto Sans"
LONG_RUN = re.compile(r"\S{24}(?=\S)")
ISOLATE, POP_ISOLATE, MAY_BREAK = "\u2068", "\u2069", "\u200b"

P = TypeVar("P")
Clean = Callable[[str], str]


class FontsMissing(RuntimeError):
    """The folder of print fonts is empty or was never built."""


@dataclass(frozen=True)
class ShippedFonts:
    """The fonts of one folder, and what each family can print."""

    folder: Path
    families: tuple[str, ...]
    letters: dict[str, frozenset[str]]

    def has(self, cluster: str) -> bool:
        """One family has to have the whole cluster: a letter and its accent are never split."""
        return any(self.letters[family].issuperset(cluster) for family in self.families)


@functools.cache
def shipped_fonts(folder: Path) -> ShippedFonts:
    letters: dict[str, frozenset[str]] = {}
    for font in fonts_in(str(folder)).fonts():
        if font.path is None or font.style != "normal":
            continue
        with TTFont(font.path, lazy=True) as opened:
            here = frozenset(map(chr, opened.getBestCmap()))
        # A letter that only one weight has would fail in the other.
        letters[font.family] = letters.get(font.family, here) & here
    if BODY_FONT not in letters:
        raise FontsMissing(f"There are no print fonts in {folder}. Set Tandem up again.")
    families = sorted(letters, key=lambda name: (name != BODY_FONT, name != NEXT_FONT, name))
    return ShippedFonts(folder=folder, families=tuple(families), letters=letters)


def ways_to_clean(shipped: ShippedFonts) -> Iterator[Clean]:
    """From the most faithful to the safest: the next is only used where typst refused the last."""
    yield lambda text: printable(text, shipped.has)
    yield lambda text: printable(text, shipped.letters[BODY_FONT].issuperset)
    yield lambda text: printable(text, lambda cluster: cluster.isascii())


def printable(text: str, has: Callable[[str], bool]) -> str:
    """The text as the fonts can print it; nothing in it can reorder or hide what stands around."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"[\t\v\f\x85\u2028\u2029\r\n ]*[\v\f\x85\u2028\u2029\r\n][\s]*", "\n", text)
    text = text.replace("\t", " ").strip()
    # Most words are plain, and need no look at each letter.
    if text.isascii() and text.isprintable() and has(text):
        return LONG_RUN.sub(lambda run: run[0] + MAY_BREAK, text)
    out = "".join(_printable_cluster(cluster, has) for cluster in _clusters(text))
    # A word longer than a line may break, or it would run off the paper.
    out = LONG_RUN.sub(lambda run: run[0] + MAY_BREAK, out)
    if any(unicodedata.bidirectional(letter) in {"R", "AL", "AN"} for letter in out):
        out = "\n".join(f"{ISOLATE}{line}{POP_ISOLATE}" for line in out.split("\n"))
    return out


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for letter in text:
        if cluster and (unicodedata.category(letter) in {"Mn", "Me", "Mc"} or _joins(letter)):
            cluster += letter
            continue
        if cluster:
            yield cluster
        cluster = letter
    if cluster:
        yield cluster


def _joins(letter: str) -> bool:
    return letter in "\u200c\u200d"


def _printable_cluster(cluster: str, has: Callable[[str], bool]) -> str:
    if cluster == "\n":
        return cluster
    visible = "".join(letter for letter in cluster if not _is_unseen(letter))
    if not visible:
        return ""
    if has(visible.replace("\u200c", "").replace("\u200d", "")):
        return visible
    return "".join(letter if has(letter) else MARK for letter in visible if not _joins(letter))


def _is_unseen(letter: str) -> bool:
    """Controls, and all format characters but joiners: direction overrides, selectors ..."""
    selector = "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"
    return selector or (unicodedata.category(letter) in {"Cc", "Cf"} and not _joins(letter))


def cleaned(page: P, clean: Clean) -> P:
    """The same dataclass with every string in it cleaned, however deep."""
    return _cleaned(page, clean)  # type: ignore[no-any-return]


def _cleaned(value: Any, clean: Clean) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(part, clean) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return dataclasses.replace(
            value, **{name: _cleaned(getattr(value, name), clean) for name in names}
        )
    return value


def letters_in(page: object) -> int:
    """How many letters a page's strings hold together."""
    count = 0

    def counted(text: str) -> str:
        nonlocal count
        count += len(text)
        return text

    cleaned(page, counted)
    return count
