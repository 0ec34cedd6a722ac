"""The running product seals each day by itself, once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection

from tandem.config import daily
from tandem.voices.models import Seal

MIDNIGHT = datetime(2026, 3, 3, 0, 0, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_processes_seal_a_day_as_they_start_and_the_next_one_as_it_begins(
    monkeypatch, time_machine
):
    monkeypatch.setattr(daily, "LOOK_EVERY", 0.01)
    time_machine.move_to(MIDNIGHT - timedelta(seconds=1), tick=False)

    def days():
        try:
            return [str(day) for (day,) in Seal.objects.order_by("number").values_list("day")]
        finally:
            connection.close()

    async def until(wanted):
        for _ in range(500):
            if await asyncio.to_thread(days) == wanted:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(await asyncio.to_thread(days))

    async def two_processes():
        running = [asyncio.create_task(daily.each_day()) for _ in range(2)]
        await until(["2026-03-02"])
        time_machine.move_to(MIDNIGHT, tick=False)
        await until(["2026-03-02", "2026-03-03"])
        await asyncio.sleep(0.1)
        assert not any(each.done() for each in running)
        for each in running:
            each.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    asyncio.run(two_processes())
    assert days() == ["2026-03-02", "2026-03-03"]


def test_a_database_that_is_away_is_asked_again_later(monkeypatch, caplog):
    def away():
        raise OperationalError("the server closed the connection unexpectedly")

    monkeypatch.setattr(daily, "is_due", away)
    daily.seal()
    assert "is tried again: OperationalError" in caplog.text
