"""Stems with which a goal may begin, from a data file."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("starters.toml")


@cache
def starters(language: str) -> dict[str, str]:
    """By their keys, in the order in which they are offered."""
    told = tomllib.loads(FILE.read_text("utf-8"))["starter"]
    return {one["key"]: one["cy" if language == "cy" else "en"] for one in told}
