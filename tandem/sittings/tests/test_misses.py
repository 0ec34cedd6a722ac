"""Whoever guesses at codes is stopped for the rest of the minute, wherever they guess from."""

from datetime import UTC, datetime, timedelta

from tandem.sittings.actions.joining import MISSES_A_MINUTE, invite_device, join
from tandem.sittings.rules import CODE_SIGNS

NOON = datetime(2026, 3, 2, 12, 0, 1, tzinfo=UTC)


def guesses(code):
    """Wrong codes, none of which begins as this one: they would count against it alone."""
    begin = next(sign for sign in CODE_SIGNS if sign != code[0])
    for number in range(10**6):
        signs = [CODE_SIGNS[number // 32**place % 32] for place in range(7)]
        yield begin + "".join(signs)


def test_a_hundred_misses_close_all_doors_for_a_minute(together, time_machine):
    time_machine.move_to(NOON, tick=False)
    made = invite_device(sitting=together.sitting)
    wrong = guesses(made.code)
    assert MISSES_A_MINUTE == 100
    for number in range(MISSES_A_MINUTE):
        by = ("typed", "token")[number % 2]
        assert join(**{by: next(wrong)}) is None
    time_machine.move_to(NOON + timedelta(seconds=58), tick=False)
    assert join(typed=made.code) is None
    assert join(token=made.token) is None
    # The right code was not used up by being turned away.
    time_machine.move_to(NOON + timedelta(seconds=59), tick=False)
    assert join(typed=made.code)


def test_one_miss_fewer_closes_no_door(together, time_machine):
    time_machine.move_to(NOON, tick=False)
    made = invite_device(sitting=together.sitting)
    wrong = guesses(made.code)
    for _ in range(MISSES_A_MINUTE - 1):
        assert join(typed=next(wrong)) is None
    assert join(typed=made.code)
