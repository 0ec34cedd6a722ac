"""A caseload file from its bytes to cells: which encoding, which delimiter, which line is what.

Pure and total: whatever the bytes are, the answer is a `Table` or `Unreadable`.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from charset_normalizer import from_bytes

from tandem.people.caseload.columns import CASELOAD, Columns, Known, match
from tandem.people.caseload.problems import Problem, Unreadable

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
# A cell may hold line breaks; a quote that is never closed must not swallow the file.
MOST_LINES_A_ROW = 60
DELIMITERS = ",;\t|"
# Systems put a title or two above the headings.
HEADING_WITHIN = 6

# What the systems of this country write, likeliest first; the first of equals is taken.
_LIKELY = ("cp1252", "iso8859_14", "mac_roman", "cp850")
_LETTERS = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßŴŵŶŷẀẁẂẃẄẅỲỳŠšŽžŒœŸ"
)
_SIGNS = frozenset("’‘“”–—…£€·°½\u00a0")
_NAMES = {
    "utf_8": "UTF-8",
    "utf_16": "UTF-16",
    "utf_16_le": "UTF-16",
    "utf_16_be": "UTF-16",
    "utf_32": "UTF-32",
    "cp1252": "Windows-1252",
    "iso8859_14": "ISO-8859-14",
    "mac_roman": "Mac Roman",
    "cp850": "DOS 850",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the number of its first line in the file, its cells, and why it cannot be read."""

    number: int
    cells: tuple[str, ...]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Table:
    encoding: str
    # From 0 to 1: how well the letters fit the encoding. 1 when the file itself says it.
    confidence: float
    # A few words with letters that another encoding would spoil, for the reader to judge.
    samples: tuple[str, ...]
    delimiter: str
    columns: Columns
    lines: tuple[Line, ...]


def read(raw: bytes, known: Known = CASELOAD) -> Table:
    if len(raw) > MOST_BYTES:
        raise Unreadable("too_big", megabytes=str(MOST_BYTES // 1024 // 1024))
    if not raw.strip(b"\0 \t\r\n"):
        raise Unreadable("empty")
    if raw[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise Unreadable("workbook")
    if raw[:5] == b"%PDF-":
        raise Unreadable("not_a_table")
    text, encoding, confidence = decode(raw)
    delimiter, columns, rows = divide(text, known)
    lines = tuple(islice(rows, MOST_ROWS + 1))
    if len(lines) > MOST_ROWS:
        raise Unreadable("too_many_rows", rows=f"{MOST_ROWS:,}")
    if not lines:
        raise Unreadable("only_headings")
    samples = () if encoding.startswith("utf") else samples_of(lines)
    return Table(_NAMES.get(encoding, encoding), confidence, samples, delimiter, columns, lines)


def decode(raw: bytes) -> tuple[str, str, float]:
    """The text, the encoding and how sure that is."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf_8"),
        (b"\xff\xfe\0\0", "utf_32"),
        (b"\0\0\xfe\xff", "utf_32"),
        (b"\xff\xfe", "utf_16"),
        (b"\xfe\xff", "utf_16"),
    ):
        if raw.startswith(mark):
            try:
                return raw.decode(encoding).removeprefix("\ufeff"), encoding, 1.0
            except UnicodeDecodeError:
                raise Unreadable("broken_encoding", encoding=_NAMES[encoding]) from None
    for encoding, zeros in (("utf_16_le", raw[1:400:2]), ("utf_16_be", raw[:400:2])):
        if zeros.count(0) * 2 > len(zeros) > 0:
            try:
                return raw.decode(encoding), encoding, 0.95
            except UnicodeDecodeError:
                break
    # A stray zero spoils its own cell at most; a file full of them is not text.
    if raw.count(0) * 20 > len(raw):
        raise Unreadable("not_a_table")
    try:
        return raw.decode("utf_8"), "utf_8", 1.0
    except UnicodeDecodeError:
        return _by_letters(raw)


def _by_letters(raw: bytes) -> tuple[str, str, float]:
    """One byte a letter: the encoding whose letters are the ones that names here are made of."""
    best: tuple[float, str, str] | None = None
    spoken = b"\n".join(line for line in raw.splitlines() if not line.isascii())[:65536]
    for encoding in _LIKELY:
        try:
            text, sample = raw.decode(encoding), spoken.decode(encoding)
        except UnicodeDecodeError:
            continue
        fit = plausible(sample)
        if best is None or fit > best[0]:
            best = (fit, encoding, text)
    if best and best[0] >= 0.9:
        return best[2], best[1], round(best[0], 2)
    # Nothing usual here: Polish, Arabic, Cyrillic ...
    found = from_bytes(spoken).best()
    if found is not None:
        try:
            return raw.decode(found.encoding), found.encoding, round(1 - found.chaos, 2) * 0.9
        except UnicodeDecodeError:
            pass
    if best:
        return best[2], best[1], round(best[0], 2)
    raise Unreadable("unknown_encoding")


def plausible(text: str) -> float:
    """The share of letters beyond ASCII that stand where such letters stand in words."""
    total = good = 0
    before = " "
    for letter in text:
        if letter > "\x7f":
            total += 1
            fits = letter in _SIGNS or letter in _LETTERS
            # A capital inside a word is what a wrong encoding makes of an accent.
            good += fits and not (letter.isupper() and before.islower())
        before = letter
    return good / total if total else 1.0


def divide(text: str, known: Known = CASELOAD) -> tuple[str, Columns, Iterator[Line]]:
    """The delimiter and the heading line that say most to us, and the rows below it."""
    physical = list(io.StringIO(text, newline=""))
    best: tuple[int, str, Columns, int] | None = None
    for delimiter in DELIMITERS:
        end = 0
        for line, after in islice(_rows(physical, delimiter, 0), HEADING_WITHIN):
            end = after
            columns = match(line.cells, known)
            if not line.problem and (best is None or len(columns.read) > best[0]):
                best = (len(columns.read), delimiter, columns, end)
    if best is None or known.any_of.isdisjoint(best[2].read):
        first = physical[0].strip()[:120] if physical else ""
        raise Unreadable("no_headings", first=first)
    _, delimiter, columns, start = best
    width = len(columns.headings)
    return (
        delimiter,
        columns,
        (_fit(line, width, delimiter) for line, _ in _rows(physical, delimiter, start)),
    )


def _fit(line: Line, width: int, delimiter: str) -> Line:
    if line.problem:
        return line
    extra = any(cell.strip() for cell in line.cells[width:])
    if extra or len(line.cells) < width:
        found, wanted = str(len(line.cells)), str(width)
        values = {"found": found, "wanted": wanted, "parted_by": delimiter}
        return Line(line.number, line.cells, Problem("wrong_width", values))
    return Line(line.number, line.cells[:width])


def _rows(physical: list[str], delimiter: str, start: int) -> Iterator[tuple[Line, int]]:
    """Each row that is not blank, with the index of the line after it."""
    at = start
    while at < len(physical):
        if not physical[at].strip(delimiter + ' \r\n\t"'):
            at += 1
            continue
        block = physical[at : at + MOST_LINES_A_ROW]
        reader = csv.reader(iter(block), delimiter=delimiter, strict=True)
        try:
            cells = tuple(next(reader))
            used = reader.line_num
            problem = None
        except (csv.Error, StopIteration):
            # Only this line is given up; the next one may be sound.
            cells, used, problem = (physical[at].strip(),), 1, Problem("bad_quotes")
        yield Line(at + 1, cells, problem), at + used
        at += used


def samples_of(lines: tuple[Line, ...]) -> tuple[str, ...]:
    words: dict[str, None] = {}
    for line in lines:
        for cell in line.cells:
            for word in cell.split():
                if any(letter > "\x7f" for letter in word):
                    words.setdefault(word[:40])
        if len(words) >= 5:
            break
    return tuple(islice(words, 5))
