from __future__ import annotations

from tandem.assessments.models import SheetSummary
from tandem.assessments.queries import instrument_of, summary_said
from tandem.assessments.rules.differences import summary
from tandem.assessments.rules.shut import without_shut
from tandem.people.queries import mode_of
from tandem.privacy.screen import off_screen
from tandem.voices.models import Thread


def refresh_summary(thread: Thread) -> None:
    """Bring the counts of "My people" up to the log; called by every action that changes them, in
    its transaction and after its last entry, while the thread is locked. What is shut does not
    count."""
    instrument = instrument_of(thread)
    with off_screen():
        # How one works with the person now decides what counts; no page of the room shows it.
        mode = mode_of(thread.person)
    now = summary(instrument, without_shut(instrument, mode, summary_said(thread)))
    counted = SheetSummary(
        thread=thread,
        open_differences=now.open_differences,
        come_back_on=now.come_back_on,
    )
    SheetSummary.objects.bulk_create(
        [counted],
        update_conflicts=True,
        unique_fields=["thread"],
        update_fields=["open_differences", "come_back_on"],
    )
