from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import connection

from tandem.assessments.queries import instrument_of, summary_said
from tandem.assessments.rules.promises import days_owed
from tandem.assessments.rules.remarks import Summary, summary
from tandem.assessments.rules.shut import without_shut
from tandem.instruments.models import HOME
from tandem.instruments.schema import Instrument
from tandem.people.queries import mode_of
from tandem.privacy.screen import off_screen
from tandem.voices.fold import Said
from tandem.voices.models import Thread

COUNTED = """
    INSERT INTO assessments_sheetsummary (thread_id, open_differences, come_back_on, owed, owed_on)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (thread_id) DO UPDATE
    SET open_differences = excluded.open_differences, come_back_on = excluded.come_back_on,
        owed = excluded.owed, owed_on = excluded.owed_on
"""


def refresh_summary(thread: Thread) -> None:
    """Bring the counts of "My people" up to the log; called by every action that changes them, in
    its transaction and after its last entry, while the thread is locked. What is shut does not
    count."""
    instrument = instrument_of(thread)
    with off_screen():
        # How one works with the person now decides what counts; no page of the room shows it.
        mode = mode_of(thread.person)
    keep_summary(thread, counted(instrument, mode, summary_said(thread)))


def counted(instrument: Instrument, mode: str, said: Sequence[Said]) -> Summary:
    """What a sheet, or a part of it, adds to the counts."""
    said = without_shut(instrument, mode, said)
    if instrument.name == HOME:
        return summary(instrument, said)
    # What the two see differently in a short check stands on its own pages.
    return replace(summary(instrument, said, days_owed(instrument, said)), open_differences=0)


def keep_summary(thread: Thread, now: Summary) -> None:
    counts = [now.open_differences, now.come_back_on, now.owed, now.owed_on]
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [thread.pk, *counts])
