"""Instruments from files and from stored releases.

`data/<name>/<version>.toml` holds the questions and the English words; `<version>.cy.toml` holds
the same words in Welsh, at the same places. `python -m tandem.instruments.loader --lock` writes
the digests of all of them to `released.lock`; from then on a changed word needs a new version.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from tandem.instruments import conditions
from tandem.instruments.schema import (
    Area,
    Became,
    Choice,
    Construct,
    Instrument,
    Item,
    Line,
    Part,
    Prompt,
    Scale,
    Ten,
    Unsound,
)
from tandem.instruments.words import Words

HERE = Path(__file__).parent
DATA = HERE / "data"
LOCK = HERE / "released.lock"
FIRST = "en"
OTHERS = ("cy",)

Table = Mapping[str, Any]


@cache
def names() -> tuple[tuple[str, int], ...]:
    """Every shipped instrument, by name and version; looked for once, as pages ask often."""
    found = (
        (path.parent.name, int(path.stem)) for path in DATA.glob("*/*.toml") if path.stem.isdigit()
    )
    return tuple(sorted(found))


def body(name: str, version: int) -> str:
    """The canonical content of a shipped instrument: what is stored, and what is digested."""
    if (name, version) not in names():
        raise LookupError(f"There is no instrument {name} {version}.")
    folder = DATA / name
    content = {FIRST: tomllib.loads((folder / f"{version}.toml").read_text("utf-8"))}
    for language in OTHERS:
        content[language] = tomllib.loads(
            (folder / f"{version}.{language}.toml").read_text("utf-8")
        )
    # Tables keep the order of the file: it is the order of the questions and of the answers.
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def digest_of(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


@cache
def released(name: str, version: int) -> Instrument:
    return parse(body(name, version))


def newest(name: str) -> Instrument:
    return released(name, max(version for have, version in names() if have == name))


@lru_cache(maxsize=32)  # an organisation may bring in any number
def parse(content: str) -> Instrument:
    """An instrument from its canonical content, as shipped or as stored."""
    return _Reader(json.loads(content)).instrument(digest_of(content))


def instrument_of(content: dict[str, dict[str, Any]]) -> Instrument:
    """From content that is not stored yet, so that it has no digest."""
    return _Reader(content).instrument("")


def piece_of(content: dict[str, dict[str, Any]], key: str, place: tuple[str, ...]) -> Item:
    """One question of it, by its whole key."""
    reader = _Reader(content)
    table: Table = reader.at(place)
    reader.scales = {}
    if scale := table.get("scale"):
        reader.scales = {scale: Scale(scale, reader.choices(("scales", scale), "steps"))}
    return reader.item(key.removesuffix(f".{place[-1]}"), place[-1], place)


class _Reader:
    """Walks the first language; every word that it meets must stand at the same place in each."""

    def __init__(self, content: dict[str, dict[str, Any]]) -> None:
        self.first = content[FIRST]
        self.others = {language: content[language] for language in content if language != FIRST}

    def instrument(self, digest: str) -> Instrument:
        first = self.first
        self.scales = {
            key: Scale(key, self.choices(("scales", key), "steps"))
            for key in first.get("scales", ())
        }
        return Instrument(
            name=first["name"],
            version=first["version"],
            digest=digest,
            languages=(FIRST, *self.others),
            scales=tuple(self.scales.values()),
            areas=tuple(self.area(key) for key in first.get("areas", ())),
            prompts=tuple(self.prompt("prompts", key) for key in first.get("prompts", ())),
            asides=tuple(self.prompt("asides", key) for key in first.get("asides", ())),
            sentences={key: self.words(("sentences", key)) for key in first.get("sentences", ())},
            title=self.words_if(("title",)),
            line=self.words_if(("line",)),
            licence=self.words_if(("licence",)),
            constructs=tuple(
                Construct(key, self.words(("constructs", key)))
                for key in first.get("constructs", ())
            ),
            became=tuple(self.became(first.get("became", {}))),
        )

    def became(self, table: Table) -> Iterator[Became]:
        """`reworded`, `dropped` and `new` list keys; `moved` and `split` have the new key or
        keys of each old one, `merged` the old keys of each new one."""
        for what, found in table.items():
            match what:
                case "split":
                    yield from (Became(what, (old,), tuple(now)) for old, now in found.items())
                case "moved":
                    yield from (Became(what, (old,), (now,)) for old, now in found.items())
                case "merged":
                    yield from (Became(what, tuple(old), (now,)) for now, old in found.items())
                case "reworded":
                    yield from (Became(what, (key,), (key,)) for key in found)
                case "dropped":
                    yield from (Became(what, (key,)) for key in found)
                case "new":
                    yield from (Became(what, (), (key,)) for key in found)
                case _:
                    raise Unsound(f"{what!r} is not what can become of a question.")

    # Places in the files

    def at(self, place: tuple[str, ...]) -> Any:
        found: Any = self.first
        for key in place:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found

    def words(self, place: tuple[str, ...]) -> Words:
        texts = [(FIRST, self.at(place))]
        for language, content in self.others.items():
            found: Any = content
            for key in place:
                found = found.get(key) if isinstance(found, Mapping) else None
            texts.append((language, found))
        for language, text in texts:
            if not isinstance(text, str) or not text.strip():
                raise Unsound(f"There are no words in {language!r} at {'.'.join(place)}.")
        return Words(tuple(texts))

    def words_if(self, *places: tuple[str, ...]) -> Words | None:
        """The words at the first of these places that has any."""
        for place in places:
            if self.at(place) is not None:
                return self.words(place)
        return None

    def choices(self, place: tuple[str, ...], name: str) -> tuple[Choice, ...]:
        levels = self.at((*place, "levels")) or {}
        easy = "easy" if name == "steps" else f"easy_{name}"
        return tuple(
            Choice(
                key,
                self.words((*place, name, key)),
                levels.get(key),
                self.words_if((*place, "after", key)),
                self.words_if((*place, easy, key)),
            )
            for key in self.at((*place, name)) or ()
        )

    def tens(self, place: tuple[str, ...]) -> tuple[Ten, ...]:
        numbers = self.at((*place, "easy_tens")) or ()
        return tuple(
            Ten(int(number), self.words((*place, "easy_tens", number))) for number in numbers
        )

    # Things

    def area(self, key: str) -> Area:
        place = ("areas", key)
        table: Table = self.at(place)
        if "parts" in table:
            parts = tuple(
                self.part((*place, "parts", part), f"{key}.{part}") for part in table["parts"]
            )
        else:
            parts = (self.part(place, key),)
        return Area(
            key=key,
            number=table.get("number", 0),
            name=self.words((*place, "name")),
            line=self.words_if((*place, "line")) or self.words((*place, "name")),
            parts=parts,
            mode=table.get("mode", "both"),
            each_first=table.get("each_first", False),
        )

    def part(self, place: tuple[str, ...], key: str) -> Part:
        own = self.at((*place, "items"))
        # Marked areas all ask the same questions in the same order, in words of their own.
        order = self.first["pattern"] if "strength" in own and "pattern" in self.first else own
        strange = set(own) - set(order)
        if strange:
            raise Unsound(f"{key}: {', '.join(sorted(strange))} is in no pattern.")
        notice = self.at((*place, "needs_notice")) is True
        items = tuple(self.item(key, name, (*place, "items", name), notice) for name in order)
        at_most = self.at((*place, "at_most")) or 1
        return Part(key, self.words((*place, "name")), items, at_most)

    def prompt(self, kind: str, key: str) -> Prompt:
        place = (kind, key)
        table: Table = self.at(place)
        return Prompt(
            key=key,
            title=self.words((*place, "title")),
            lines=tuple(
                Line(
                    line,
                    self.words((*place, "lines", line, "words")),
                    found.get("mode", "both"),
                    found.get("held", "any"),
                    found.get("set_by_organisation", False),
                )
                for line, found in table.get("lines", {}).items()
            ),
            items=tuple(
                self.item(f"{self.first['keys']}.{key}", name, (*place, "items", name))
                for name in table.get("items", ())
            ),
            can_skip=table.get("can_skip", True),
        )

    def item(
        self, owner: str, name: str, own: tuple[str, ...], notice_for_all: bool = False
    ) -> Item:
        common = ("pattern", name)
        table: Table = {**(self.at(common) or {}), **(self.at(own) or {})}
        where = own if self.at((*own, "options")) else common
        prompt = self.words_if((*own, "prompt"), (*common, "prompt"))
        if prompt is None:
            raise Unsound(f"{owner}.{name} has no prompt.")
        pair = table.get("pair")
        follows = table.get("follows")
        return Item(
            key=f"{owner}.{name}",
            party=table["party"],
            kind=table["kind"],
            prompt=prompt,
            hint=self.words_if((*own, "hint"), (*common, "hint")),
            options=self.choices(where, "options"),
            scale=self.scales[table["scale"]] if "scale" in table else None,
            low=self.words_if((*own, "low"), (*common, "low")),
            high=self.words_if((*own, "high"), (*common, "high")),
            mode=table.get("mode", "both"),
            held=table.get("held", "any"),
            needs_notice=table["party"] == "person"
            and (notice_for_all or table.get("needs_notice", False)),
            short_way=table.get("short_way", False),
            follows=f"{owner}.{follows}" if follows else None,
            opens_after=tuple(f"{owner}.{key}" for key in table.get("opens_after", ())),
            not_asked_after=tuple(
                (f"{owner}.{key}", choice)
                for key, choice in table.get("not_asked_after", {}).items()
            ),
            leave_it_after=tuple(table.get("leave_it_after", ())),
            pair=f"{owner}.{pair}" if pair else None,
            rule=table.get("rule"),
            last_time=self.words_if((*own, "last_time"), (*common, "last_time")),
            before_sitting=self.words_if((*own, "before_sitting"), (*common, "before_sitting")),
            becomes_promise=table.get("becomes_promise", False),
            construct=table.get("construct"),
            tolerance=table.get("tolerance", 1),
            asked_if=conditions.read(table["asked_if"], f"{owner}.{name}")
            if "asked_if" in table
            else None,
            easy=self.words_if((*own, "easy"), (*common, "easy")),
            easy_tens=self.tens(own if self.at((*own, "easy_tens")) else common),
            looks=tuple(table.get("looks", {}).items()),
            break_after=tuple(table.get("break_after", {}).items()),
            told_before=table.get("told_before", False),
        )


# The lock


def locked() -> list[str]:
    return [line for line in LOCK.read_text("utf-8").splitlines() if line]


def lock_lines() -> Iterator[str]:
    for name, version in names():
        yield f"{name} {version} {released(name, version).digest}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Check or lock the released instruments.")
    parser.add_argument("--lock", action="store_true", help="write released.lock")
    lines = list(lock_lines())
    if parser.parse_args().lock:
        LOCK.write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
