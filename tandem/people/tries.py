"""A limit on wrong tries that outlives a refused request.

A page that refuses rolls its transaction back, and a count kept in that transaction with it. So
wrong tries of a request are remembered aside and written when its transaction is over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.people.models import WrongTry

TRIES, LASTS = 10, timedelta(minutes=5)

_aside: ContextVar[list[str] | None] = ContextVar("wrong_tries", default=None)


def refuse_too_many(what: str) -> None:
    """Refuse when `what` (a name with an id) has seen too many wrong tries in five minutes."""
    waiting = (_aside.get() or []).count(what)
    if _recent(what) + waiting >= TRIES:
        raise Refused(_("That was tried too often. Wait five minutes, then try again."))


def was_wrong(what: str) -> None:
    aside = _aside.get()
    if aside is None:
        _write(what)
    else:
        aside.append(what)


@contextmanager
def written_afterwards() -> Iterator[None]:
    aside: list[str] = []
    token = _aside.set(aside)
    try:
        yield
    finally:
        _aside.reset(token)
        for what in aside:
            _write(what)


def _recent(what: str) -> int:
    return WrongTry.objects.filter(what=what, at__gt=timezone.now() - LASTS).count()


def _write(what: str) -> None:
    now = timezone.now()
    WrongTry.objects.filter(what=what, at__lte=now - LASTS).delete()
    WrongTry.objects.create(what=what, at=now)
