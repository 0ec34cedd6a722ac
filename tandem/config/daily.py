"""What the running product does once a day by itself, in whichever process is first."""

import asyncio
import logging

from django.db import Error, connection

from tandem.voices.seals import is_due, seal_today

log = logging.getLogger("tandem.daily")
# As the day begins; looking costs one question to the database.
LOOK_EVERY = 600  # seconds


async def each_day() -> None:
    while True:
        await asyncio.to_thread(seal)
        await asyncio.sleep(LOOK_EVERY)


def seal() -> None:
    try:
        if is_due():
            seal_today()
    except Error as error:
        log.warning("The day could not be sealed and is tried again: %s", type(error).__name__)
    finally:
        connection.close()
