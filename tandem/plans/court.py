"""What comes from the court or the licence, apart from what the two choose. The requirements one by
one are not kept yet: the plan says that there are such things, and what the order is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tandem.assessments.differences_page import shown_day
from tandem.instruments.loader import newest
from tandem.people.models import Episode, Mode, Person
from tandem.plans.reasons import Names, speaker


def said_of_court(mode: str, names: Names) -> list[str]:
    """What is released to be said about it; nothing in voluntary work."""
    say = speaker(names)
    return [say.say(line.words) for line in newest("agreement").prompt("court").lines_for(mode)]


def order_of(person: Person) -> str:
    """What the newest order or licence is, and from when to when, as far as it is known.

    For the desk: no shared screen fetches it.
    """
    episode = Episode.objects.filter(person=person).order_by("-created_at").first()
    if episode is None or episode.mode != Mode.STATUTORY:
        return ""
    named = str(episode.get_order_type_display())
    told = {"order": named or _("Order or licence")}
    if episode.starts_on:
        told["first"] = shown_day(episode.starts_on)
    if episode.ends_on:
        told["last"] = shown_day(episode.ends_on)
    match (bool(episode.starts_on), bool(episode.ends_on)):
        case (True, True):
            return _("%(order)s: %(first)s to %(last)s") % told
        case (True, False):
            return _("%(order)s: from %(first)s") % told
        case (False, True):
            return _("%(order)s: until %(last)s") % told
    return named
