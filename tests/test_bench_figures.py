"""How the bench judges: against a floor where there is one, and never by time that passes."""

from bench.client import percentile
from bench.figures import at_least, at_most, not_measured, stated, table
from bench.workloads import names, sizes, workload


def test_with_a_floor_the_ratio_is_held_to_the_goal():
    figure = at_most("P1", "save: app CPU", 3.0, 3, floor=1.2, unit="ms")
    assert (figure.ratio, figure.goal, figure.met) == (2.5, "at most 3x", True)


def test_without_a_floor_the_figure_itself_is():
    figure = at_most("P3", "queries", 9, 8)
    assert (figure.ratio, figure.goal, figure.met) == (None, "at most 8", False)


def test_at_least_is_told_and_decides_nothing_unless_asked():
    figure = at_least("P1", "requests", 30, 0.4, floor=100)
    assert (figure.met, figure.decides) == (False, False)


def test_what_is_only_stated_is_neither_met_nor_missed():
    assert stated("P1", "p50", 3.0, floor=1.0).met is None


def test_a_workload_that_broke_off_is_a_goal_missed():
    figure = not_measured("P2", "a save answered 500")
    assert figure.decides
    assert figure.met is False


def test_a_missed_goal_that_decides_nothing_says_so_in_the_table():
    slow = at_most("P2", "p50", 9, 5, floor=1, decides=False)
    over = at_most("P3", "queries", 9, 8)
    lines = table([slow, over]).splitlines()
    assert lines[1].endswith("no (told only)")
    assert lines[2].endswith("NO")


def test_a_percentile_of_few_is_one_of_them():
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0
    assert percentile([3.0, 1.0, 2.0], 99) == 3.0


def test_workloads_are_found_in_the_order_of_their_numbers():
    found = list(names())
    assert found == sorted(found, key=lambda name: int(name[1:]))
    assert "P1" in found


class Growing:
    SIZES = (10_000, 250_000, 1_000_000)


def test_each_size_is_measured_once_and_none_above_the_largest_asked_for():
    class Small:
        SIZES = (1_000, 10_000)

    assert sizes([Growing, Small, object], most=250_000) == [1_000, 10_000, 250_000]


def test_each_workload_says_what_it_is():
    # Those that ask the product's own models are imported where Django is set up, as here.
    for name, module in names().items():
        found = workload(module)
        assert name == found.ID
        assert found.TITLE
        assert callable(found.run)
