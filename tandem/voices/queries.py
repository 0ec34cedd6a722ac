from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from tandem.people.models import User
from tandem.privacy.screen import closed
from tandem.voices.fold import Said
from tandem.voices.models import Entry


def said_in(
    thread: UUID, *, since: int = 0, until: int | None = None, prefixes: Iterable[str] = ()
) -> list[Said]:
    """The thread's entries in their order, words included; `prefixes` narrow what they are about.

    One query. `until` gives the thread as it stood at that number.
    """
    rows: QuerySet[Entry] = Entry.objects.filter(thread=thread, seq__gt=since)
    if until is not None:
        rows = rows.filter(seq__lte=until)
    about = Q()
    for prefix in prefixes:
        about |= Q(about__startswith=prefix)
    voiced = rows.filter(about).select_related("saying", "author").defer(*closed(User, "author"))
    return [said(entry) for entry in voiced.order_by("seq")]


def said(entry: Entry) -> Said:
    saying = getattr(entry, "saying", None)
    return Said(
        id=entry.id,
        seq=entry.seq,
        kind=entry.kind,
        about=entry.about,
        party=entry.party,
        value=saying.value if saying else None,
        typed_by=entry.typed_by,
        language=entry.language,
        happened_on=entry.happened_on,
        recorded_at=entry.recorded_at,
        sitting=entry.sitting,
        author=entry.author.called if entry.author else "",
        device=entry.device,
        seen=entry.seen,
        is_erased=saying is None,
    )
