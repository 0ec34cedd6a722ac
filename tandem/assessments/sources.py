"""Where what was said is from, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tandem.assessments.names import Names, name_of
from tandem.assessments.rules.sources import Source, sources
from tandem.instruments.schema import Instrument
from tandem.ui.jinja import day
from tandem.voices.fold import Said, Standing


def source_of(instrument: Instrument, stand: Standing, entry: Said, names: Names) -> str:
    """Beside a fact; "" where there is none to be named."""
    return in_words(sources(instrument, stand, entry), entry, names)


def own_source(entry: Said, names: Names) -> str:
    """What an entry says of itself, whatever stands beside it now."""
    return in_words([Source(entry.source)] if entry.source else [], entry, names)


def in_words(found: Iterable[Source], entry: Said, names: Names) -> str:
    told = {"person": names["person"], "name": name_of(entry, names), "day": day(entry.happened_on)}
    words = {
        Source.TOLD: _("told by %(person)s"),
        Source.SAW: _("seen by %(name)s"),
        Source.LETTER: _("from a letter or record"),
        Source.JUDGEMENT: _("%(name)s’s own judgement"),
        Source.NEW: _("new on %(day)s, told by %(person)s"),
    }
    return ", ".join(words[one] % told for one in found)
