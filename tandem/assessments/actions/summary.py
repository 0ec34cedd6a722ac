from __future__ import annotations

from django.db import connection

from tandem.assessments.queries import instrument_of, summary_said
from tandem.assessments.rules.differences import summary
from tandem.assessments.rules.shut import without_shut
from tandem.people.queries import mode_of
from tandem.privacy.screen import off_screen
from tandem.voices.models import Thread

COUNTED = """
    INSERT INTO assessments_sheetsummary (thread_id, open_differences, come_back_on)
    VALUES (%s, %s, %s)
    ON CONFLICT (thread_id) DO UPDATE
    SET open_differences = excluded.open_differences, come_back_on = excluded.come_back_on
"""


def refresh_summary(thread: Thread) -> None:
    """Bring the counts of "My people" up to the log; called by every action that changes them, in
    its transaction and after its last entry, while the thread is locked. What is shut does not
    count."""
    instrument = instrument_of(thread)
    with off_screen():
        # How one works with the person now decides what counts; no page of the room shows it.
        mode = mode_of(thread.person)
    now = summary(instrument, without_shut(instrument, mode, summary_said(thread)))
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [thread.pk, now.open_differences, now.come_back_on])
