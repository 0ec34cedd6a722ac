"""A form that is sent twice does once: the row that it makes bears the id of its act."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from tandem.audit.actions import nothing_shown
from tandem.lib.refused import Refused

Row = TypeVar("Row", bound=Model)


class SentBefore(Refused):
    """The act has made something else already; what is sent now needs an act of its own."""

    def __init__(self) -> None:
        super().__init__(
            _("This form was saved once, then changed. Send it again to add this as well.")
        )


def made_before(made: QuerySet[Row], act: UUID, said: Mapping[str, Any]) -> Row | None:
    """The row that this act made when it was sent before; `said` is what the row must hold.

    Of two sendings at once the second waits here until the first is through; the unique id stands
    behind that.
    """
    assert connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(act)])
    row = made.first()
    nothing_shown()  # a repeat is led on to a page that leaves its own trace
    if row and any(getattr(row, name) != value for name, value in said.items()):
        raise SentBefore
    return row
