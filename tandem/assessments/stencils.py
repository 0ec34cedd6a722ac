"""Parts of a page that are drawn once, with holes, and filled in for each page.

Most of a page of questions is the same for everyone: what is asked, what can be answered, what the
buttons say. Such a part is a template of its own, in `templates/assessments/stencils/`. It is drawn
once for each thing that it is *given*, and kept; what differs from page to page stands in it as a
hole (`{{ hole.act }}`), and so do the names of the two.

Nothing that anybody typed is ever kept. Such a template sees nothing of the page that it stands
on; it can be given pieces of an instrument, numbers and flags only; all text goes into holes, where
it is escaped like any other text. `drawn` keeps nothing and gives the same part.
"""

from collections import ChainMap
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NoReturn

from django.conf import settings
from django.utils.translation import override
from markupsafe import Markup, escape

from tandem.assessments.speaker import Speaker
from tandem.instruments.schema import Choice, Item
from tandem.instruments.words import Words
from tandem.ui.jinja import engine

# Room for all that two languages ask with all that can be chosen in one tap, about 2 kB each.
MOST = 4096
# No answer, page or name holds these signs where it would matter: holes are cut before any is seen.
OPEN, SHUT = "\x02", "\x03"


def filled(name: str, say: Speaker, holes: Mapping[str, object], /, **given: Any) -> Markup:
    """The stencil `name` drawn for what is given, with its holes filled."""
    return _cut(name, say.language, **given) % ChainMap(holes, say.names)  # type: ignore[arg-type]


def drawn(name: str, say: Speaker, holes: Mapping[str, object], /, **given: Any) -> Markup:
    """The same, drawn for this page alone: for what cannot be kept, such as the sentence about
    something that was not taken."""
    return _draw(name, say, holes, given)


class Hole(str):
    """Where something will stand. What it will be cannot be asked, so nothing can depend on it."""

    __slots__ = ()

    def __bool__(self) -> NoReturn:
        raise TypeError(f"Nothing of a stencil may depend on what stands in {self!r}.")

    def __eq__(self, other: object) -> NoReturn:
        raise TypeError(f"Nothing of a stencil may depend on what stands in {self!r}.")

    __hash__ = str.__hash__


class Holes(Mapping[str, str]):
    """A hole for every name that is asked for."""

    def __getitem__(self, name: str) -> str:
        return Hole(f"{OPEN}{name}{SHUT}")

    def __contains__(self, name: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> NoReturn:
        raise TypeError("There is no end of holes.")

    def __len__(self) -> NoReturn:
        raise TypeError("There is no end of holes.")


@lru_cache(maxsize=MOST)
def _cut(name: str, language: str, /, **given: Any) -> Markup:
    """A pattern for `%`, which escapes what is put in."""
    for one in given.values():
        _check(one)
    holes = Holes()
    with override(language):
        first, *rest = _draw(name, Speaker(language, holes), holes, given).split(OPEN)
    pattern = first.replace("%", "%%")
    for each in rest:
        hole, _shut, text = each.partition(SHUT)
        pattern += f"%({hole})s" + text.replace("%", "%%")
    return pattern


def _check(given: object) -> None:
    """No text, however it is wrapped: only what was released, what counts or says yes or no, and
    the code of a language."""
    match given:
        case None | bool() | int() | Item() | Choice() | Words():
            return
        case str() if given in ("", *dict(settings.LANGUAGES)):
            return
        case tuple():
            for each in given:
                _check(each)
        case _:
            raise TypeError(f"A stencil cannot be given {given!r}.")


def _draw(name: str, say: Speaker, holes: Mapping[str, object], given: Mapping[str, Any]) -> Markup:
    template = engine().get_template(f"assessments/stencils/{name}.html")
    return escape(template.make_module({"hole": holes, "say": say, **given}))
