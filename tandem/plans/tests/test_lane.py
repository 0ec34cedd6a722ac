"""Whether what an order asks for fits before its end; and that no sequence leaves anything out."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.plans.lane import (
    SEQUENCE,
    Asked,
    Order,
    Planned,
    State,
    fit,
    in_order,
    most_in_a_week,
    moved,
    planned,
)
from tandem.voices.fold import Said

TODAY = date(2026, 3, 2)
PAST, SOON = date(2026, 2, 8), date(2026, 3, 8)
END, AFTER = date(2026, 10, 5), date(2026, 12, 1)
ORDER = Order("community_order", date(2026, 1, 5), END)


def said(seq, kind, about, party, value):
    return Said(
        id=UUID(int=seq), seq=seq, kind=kind, about=about, party=party, value=value,
        typed_by="worker", language="en", happened_on=TODAY, recorded_at=None, sitting=None,
        author="Imran", device="", seen=0,
    )  # fmt: skip


def asked(amount=40, unit="hours", starts_on=None, ends_on=None, **more):
    unit = unit if amount else ""
    told = {"words": "", "language": "en", "choice": "required"} | more
    return Asked(uuid4(), "unpaid_work", amount=amount, unit=unit, starts_on=starts_on,
                 ends_on=ends_on, **told)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "plan", "state", "finish", "needs"),
    [
        # 28 hours are left, 7 a week: four weeks from today.
        (asked(), Planned(None, 7, 12), State.FITS, date(2026, 3, 29), None),
        (asked(), Planned(date(2026, 9, 14), 7, 12), State.TOO_LATE, date(2026, 10, 11), None),
        (asked(), Planned(None, None, 40), State.DONE, END, None),
        # 31 weeks and a day are left, so 2 hours a week.
        (asked(), Planned(), State.NOT_SAID, END, 2),
        (asked(10, "days", ends_on=SOON), Planned(), State.TOO_LATE, SOON, 10),
        (asked(10, "days", ends_on=PAST), Planned(), State.TOO_LATE, PAST, 10),
        (asked(None, ends_on=END), Planned(), State.FITS, END, None),
        (asked(None), Planned(), State.FITS, END, None),
        (asked(None, ends_on=PAST), Planned(), State.OVER, PAST, None),
        (asked(None, ends_on=AFTER), Planned(), State.TOO_LATE, AFTER, None),
        (asked(None), Planned(date(2026, 11, 1)), State.TOO_LATE, END, None),
    ],
)  # fmt: skip
def test_it_fits_by_its_own_end_and_that_of_the_order(one, plan, state, finish, needs):
    found = fit(one, plan, ORDER, TODAY)
    assert (found.state, found.finish, found.needs_a_week) == (state, finish, needs)


def test_nothing_is_said_of_an_order_without_an_end():
    for one in (asked(), asked(None)):
        assert fit(one, Planned(), Order("", None, None), TODAY).state is State.NOT_SAID


def test_what_is_done_side_by_side_is_added_up():
    def told(one, plan):
        return one, plan, fit(one, plan, ORDER, TODAY)

    first = told(asked(60), Planned(TODAY, 30))  # two weeks
    beside = told(asked(5, "days"), Planned(date(2026, 3, 9), 4))  # 32 hours, from the second
    after = told(asked(60), Planned(date(2026, 4, 6), 40))
    assert most_in_a_week([first, beside, after]) == 62
    assert most_in_a_week([first, after]) == 40
    assert most_in_a_week([told(asked(None), Planned())]) == 0


DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 1))
PLANS = st.builds(Planned, st.none() | DAYS, st.none() | st.integers(1, 40), st.integers(0, 300))


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 300), st.sampled_from(["hours", "days"]), st.none() | DAYS, PLANS, DAYS)
def test_what_fits_is_done_in_time_and_more_a_week_never_makes_it_late(
    amount, unit, ends_on, plan, today
):
    one = asked(amount, unit, ends_on=ends_on)
    found = fit(one, plan, ORDER, today)
    if found.state is State.FITS:
        assert found.finish <= min(END, ends_on or END)
        # Nobody said when it begins: with the order then, and never before today.
        begin = max(plan.begin_on or ORDER.starts_on, today)
        assert found.finish - begin < timedelta(weeks=found.left)
        faster = Planned(plan.begin_on, plan.a_week + 1, plan.done)
        assert fit(one, faster, ORDER, today).state is State.FITS
    if found.state is State.NOT_SAID:
        in_time = Planned(plan.begin_on, found.needs_a_week, plan.done)
        assert fit(one, in_time, ORDER, today).left == found.left


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 6), st.lists(st.tuples(st.integers(0, 9), st.integers(-3, 3)), max_size=8))
def test_whatever_is_moved_each_stands_in_the_order_once(number, moves):
    every = [asked(id_) for id_ in range(1, number + 1)]
    told = []
    for at, by in moves:
        now = in_order(every, told)
        order = moved(now, now[at % number].id, by)
        value = {"order": [str(pk) for pk in order]}
        told.append(said(len(told) + 1, "note", SEQUENCE, "both", value))
        assert [one.id for one in in_order(every, told)] == order
    assert sorted(one.id for one in in_order(every, told)) == sorted(one.id for one in every)
    # One that came later stands after what was put in order; words that were erased order nothing.
    late = asked(99)
    assert in_order([late, *every], told)[-1 if told else 0] is late
    told.append(said(99, "note", SEQUENCE, "both", None))
    assert len(in_order(every, told)) == number


def test_what_was_said_last_holds_and_done_is_counted_apart():
    one = asked()
    told = [
        said(1, "note", one.about, "both", {"begin_on": "2026-03-09", "a_week": 7}),
        said(2, "note", f"{one.about}/done", "worker", {"done": 12}),
        said(3, "note", one.about, "both", {"begin_on": None, "a_week": 6}),
        said(4, "answer", one.about, "both", {"a_week": 1}),
        said(5, "note", f"requirement/{UUID(int=1)}", "both", {"a_week": 2}),
    ]
    assert planned(told, one) == Planned(None, 6, 12)
