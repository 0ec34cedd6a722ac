from __future__ import annotations

from django.db.models import Q

from tandem.assessments.models import SheetSummary
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.differences import keys_that_matter, summary
from tandem.voices.models import Entry, Kind, Thread
from tandem.voices.queries import said


def refresh_summary(thread: Thread) -> None:
    """Bring the counts of "My people" up to the log; called by every action that adds to a sheet,
    in its transaction and after its last entry, while the thread is locked."""
    instrument = instrument_of(thread)
    told = Q(kind__in=[Kind.SETTLE, Kind.DIFFER])
    marked = Q(kind__in=[Kind.ANSWER, Kind.PASS], about__in=keys_that_matter(instrument))
    rows = Entry.objects.filter(told | marked, thread=thread).select_related("saying", "author")
    now = summary(instrument, [said(entry) for entry in rows.order_by("seq")])
    SheetSummary.objects.update_or_create(
        thread=thread,
        defaults={
            "open_differences": now.open_differences,
            "come_back_on": now.come_back_on,
        },
    )
