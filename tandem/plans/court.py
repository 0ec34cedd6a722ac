"""What comes from the court or the licence, apart from what the two choose."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tandem.assessments.differences_page import shown_day
from tandem.instruments.loader import newest
from tandem.people.models import Episode
from tandem.plans.lane import Order
from tandem.plans.reasons import Names, speaker


def said_of_court(mode: str, names: Names) -> list[str]:
    """What is released to be said about it; nothing in voluntary work."""
    say = speaker(names)
    return [say.say(line.words) for line in newest("agreement").prompt("court").lines_for(mode)]


def told_order(order: Order | None) -> str:
    """What the order or licence is, and from when to when, as far as it is known."""
    if order is None:
        return ""
    named = str(dict(Episode._meta.get_field("order_type").flatchoices).get(order.kind, ""))
    told = {"order": named or _("Order or licence")}
    if order.starts_on:
        told["first"] = shown_day(order.starts_on)
    if order.ends_on:
        told["last"] = shown_day(order.ends_on)
    match (bool(order.starts_on), bool(order.ends_on)):
        case (True, True):
            return _("%(order)s: %(first)s to %(last)s") % told
        case (True, False):
            return _("%(order)s: from %(first)s") % told
        case (False, True):
            return _("%(order)s: until %(last)s") % told
    return named
