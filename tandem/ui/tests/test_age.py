from datetime import date, timedelta

import pytest

from tandem.ui.age import ago

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "1 day ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (59, "8 weeks ago"),
        (60, "2 months ago"),
        (92, "3 months ago"),
        (729, "24 months ago"),
        (730, "2 years ago"),
        (-1, "today"),
    ],
)
def test_a_day_is_so_long_ago(days, words):
    assert ago(TODAY - timedelta(days=days), TODAY) == words
