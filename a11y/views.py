"""In which ways a page is seen: how wide, in which colours, with scripts or without."""

from dataclasses import dataclass
from itertools import product
from typing import Literal, NamedTuple

Colours = Literal["light", "dark", "forced"]
WIDE, NARROW = 1280, 320
HEIGHTS = {WIDE: 900, NARROW: 640}


class Load(NamedTuple):
    """What a page must be asked for anew to change; the rest of a view is the browser's."""

    language: str
    has_scripts: bool


@dataclass(frozen=True, slots=True)
class View:
    width: int
    colours: Colours
    load: Load

    def __str__(self) -> str:
        scripts = "" if self.load.has_scripts else ", no scripts"
        return f"{self.width}, {self.colours}, {self.load.language}{scripts}"

    @property
    def is_first_of_width(self) -> bool:
        """Colours move nothing: what is measured in pixels is measured in one of them."""
        return self.colours == "light" or self in QUICK

    @property
    def is_walked(self) -> bool:
        """By keyboard: each width, each kind of colours, each language, and without scripts."""
        return self in WALKED


ENGLISH, WELSH = Load("en", True), Load("cy", True)
# Colours do not know of scripts: without them one is enough.
EVERY = tuple(
    View(width, colours, Load(language, has_scripts))
    for has_scripts, language, width, colours in product(
        (True, False), ("en", "cy"), (WIDE, NARROW), ("light", "dark", "forced")
    )
    if has_scripts or colours == "light"
)
# For another page of a kind that was seen in every view: its content is new, its parts are not.
SOME = tuple(view for view in EVERY if view.load.has_scripts and view.colours == "light")
QUICK = (View(WIDE, "light", ENGLISH), View(NARROW, "dark", WELSH))
WALKED = (
    *QUICK,
    View(WIDE, "forced", ENGLISH),
    View(NARROW, "light", ENGLISH),
    View(NARROW, "light", Load("cy", False)),
)
