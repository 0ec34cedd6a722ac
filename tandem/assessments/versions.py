"""Whether there is a newer version of a sheet's questions, and what changed in it."""

from functools import lru_cache
from itertools import pairwise
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.assessments.own import newest_own
from tandem.assessments.queries import asked_by, instrument_of, owner_of, versions_from
from tandem.assessments.rules.carry import carried_to, stayed
from tandem.instruments import loader
from tandem.instruments.schema import Instrument
from tandem.instruments.versions import Change, changes, unsaid
from tandem.instruments.words import Words
from tandem.voices.fold import Said
from tandem.voices.models import Thread


def newer_than(thread: Thread) -> Instrument | None:
    """The newest version, where it is newer and says what became of every question. Of what comes
    with Tandem it asks the database nothing: every page of the areas wants to know."""
    now, owner = instrument_of(thread), owner_of(thread)
    newest = loader.newest(now.name) if owner is None else newest_own(owner, now.name)
    if newest is None or newest.version <= now.version:
        return None
    return newest if _is_told(now.digest, newest.digest, owner) else None


def asks_about_newer(thread: Thread, said: list[Said]) -> bool:
    newer = newer_than(thread)
    return newer is not None and stayed(said) != newer.digest


@lru_cache(maxsize=64)
def _is_told(first: str, last: str, owner: UUID | None) -> bool:
    """Every version on the way says what became of each question."""
    return not any(list(unsaid(*step)) for step in pairwise(versions_from(first, last, owner)))


def instrument_at(thread: Thread, said: list[Said]) -> Instrument:
    """The version by which a sheet asked when this was all that was said."""
    return asked_by(carried_to(said) or str(thread.release_id))


def what_changed(
    old: Instrument, new: Instrument, owner: UUID | None = None
) -> list[tuple[str, list[tuple[Words, Words]]]]:
    """What became of questions, as lists to read: a heading, with (before, now) for each; words
    that are the same on both sides, or stand on one side only, stand there once."""
    called = {
        "new": _("New questions"),
        "reworded": _("Asked in other words"),
        "moved": _("Asked at another place"),
        "split": _("One question, now more than one"),
        "merged": _("More than one question, now one"),
        "dropped": _("No longer asked. What was said stays to be read."),
    }
    found: dict[str, list[tuple[Words, Words]]] = {}
    for step in pairwise(versions_from(old.digest, new.digest, owner)):
        for change in changes(*step):
            found.setdefault(change.what, []).extend(_pairs(change))
    return [(heading, found[what]) for what, heading in called.items() if what in found]


def _pairs(change: Change) -> list[tuple[Words, Words]]:
    before = [item.prompt for item in change.before]
    now = [item.prompt for item in change.now]
    if not before or not now:
        return [(words, words) for words in (*before, *now)]
    return [(old, new) for old in before for new in now]
