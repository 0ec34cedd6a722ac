"""What there is to choose, on the printed plan: short, the ways by their words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from tandem.documents.plan_parts import LeafLine, LeafPart
from tandem.documents.words import Words
from tandem.lib.text import ended
from tandem.plans.forks import Came, Fork, Taken, forks
from tandem.plans.reasons import Names
from tandem.ui.pictures import on_paper
from tandem.voices.fold import Said


def forks_on_paper(said: Iterable[Said], names: Names) -> Iterator[LeafPart]:
    found = forks(said, names)
    if found:
        lines = tuple(line for one in found for line in _lines(one))
        yield LeafPart(_("What there is to choose"), lines, on_paper("fork"))


def _lines(one: Fork) -> Iterator[LeafLine]:
    """Words of two languages stand on two lines: each line is read out in its own."""
    if (taken := one.taken) is None:
        for language, ways in groupby(one.ways, key=lambda way: way.language):
            words = " ".join(f"{way.number}. {ended(way.words)}" for way in ways)
            yield LeafLine("", "", one.asked, Words(words, language))
        return
    yield from _chosen(one, taken)
    for came in taken.came:
        yield LeafLine(
            came.party, _who(came), _("What came of it"), Words(came.words, came.language)
        )


def _chosen(one: Fork, taken: Taken) -> Iterator[LeafLine]:
    if not taken.number:
        words = Words(taken.words, taken.language)
        yield LeafLine(taken.party, _who(taken), one.asked, words)
        return
    way, why = ended(taken.way), f"“{taken.words}”"
    if taken.way_language == taken.language:
        yield LeafLine(taken.party, _who(taken), one.asked, Words(f"{way} {why}", taken.language))
    else:
        yield LeafLine(taken.party, _who(taken), one.asked, Words(way, taken.way_language))
        yield LeafLine("", "", one.asked, Words(why, taken.language))


def _who(taken: Taken | Came) -> str:
    """By name, and whose hands typed it where those are not theirs."""
    if not taken.typed_by:
        return taken.name
    return f"{taken.name} ({_('typed by %(name)s') % {'name': taken.typed_by}})"
