"""How long ago a day was, in plain words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WEEK, MONTH, YEAR = 7, 30, 365


def ago(day: date, today: date) -> str:
    """ "today", "3 days ago", "2 months ago": rounded down, and never finer than it helps."""
    days = max(0, (today - day).days)
    if days == 0:
        return _("today")
    if days < 2 * WEEK:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    if days < 2 * MONTH:
        n = days // WEEK
        return ngettext("%(n)s week ago", "%(n)s weeks ago", n) % {"n": n}
    if days < 2 * YEAR:
        n = days // MONTH
        return ngettext("%(n)s month ago", "%(n)s months ago", n) % {"n": n}
    n = days // YEAR
    return ngettext("%(n)s year ago", "%(n)s years ago", n) % {"n": n}
