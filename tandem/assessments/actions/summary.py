from __future__ import annotations

from django.db.models import Q

from tandem.assessments.models import SheetSummary
from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.differences import keys_that_matter, summary
from tandem.assessments.rules.sheet import OPENED
from tandem.assessments.rules.shut import without_shut
from tandem.people.models import User
from tandem.people.queries import mode_of
from tandem.privacy.screen import closed, off_screen
from tandem.voices.models import Entry, Kind, Thread
from tandem.voices.queries import said


def refresh_summary(thread: Thread) -> None:
    """Bring the counts of "My people" up to the log; called by every action that adds to a sheet,
    in its transaction and after its last entry, while the thread is locked. What is shut does not
    count."""
    instrument = instrument_of(thread)
    told = Q(kind__in=[Kind.SETTLE, Kind.DIFFER])
    marked = Q(kind__in=[Kind.ANSWER, Kind.PASS], about__in=keys_that_matter(instrument))
    opened = Q(kind=Kind.PICK, about__startswith=f"{OPENED}/")
    rows = (
        Entry.objects.filter(told | marked | opened, thread=thread)
        .select_related("saying", "author")
        .defer(*closed(User, "author"))
    )
    log = [said(entry) for entry in rows.order_by("seq")]
    with off_screen():
        # How one works with the person now decides what counts; no page of the room shows it.
        mode = mode_of(thread.person)
    now = summary(instrument, without_shut(instrument, mode, log))
    SheetSummary.objects.update_or_create(
        thread=thread,
        defaults={
            "open_differences": now.open_differences,
            "come_back_on": now.come_back_on,
        },
    )
