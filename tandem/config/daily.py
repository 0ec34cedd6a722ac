"""What the running product does once a day by itself, in whichever process is first."""

import asyncio
import logging

from django.db import Error, connection

from tandem.insight.actions import take_tallies
from tandem.preparation.actions import tidy
from tandem.voices.seals import is_due, seal_today

log = logging.getLogger("tandem.daily")
# As the day begins; looking costs one question to the database.
LOOK_EVERY = 600  # seconds


async def each_day() -> None:
    while True:
        await asyncio.to_thread(seal)
        await asyncio.to_thread(delete_drafts)
        await asyncio.sleep(LOOK_EVERY)
        # Not while a process that just began is busy with everything else.
        await asyncio.to_thread(count)


def seal() -> None:
    try:
        if is_due():
            seal_today()
    except Error as error:
        log.warning("The day could not be sealed and is tried again: %s", type(error).__name__)
    finally:
        connection.close()


def delete_drafts() -> None:
    """Not once a day but at every look: what a person did not share goes soon after its end."""
    try:
        tidy()
    except Error as error:
        log.warning("Drafts could not be deleted and are tried again: %s", type(error).__name__)
    finally:
        connection.close()


def count() -> None:
    """Once a month, and it takes its time."""
    try:
        take_tallies(is_calm=True)
    except Exception as error:
        log.warning("Figures could not be counted and are tried again: %s", type(error).__name__)
    finally:
        connection.close()
