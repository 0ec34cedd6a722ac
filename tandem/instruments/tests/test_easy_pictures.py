"""What Easy Read shows beside the released words: every picture is drawn, and nothing lacks one."""

import re
from pathlib import Path

import pytest

from tandem.config.assets import OURS
from tandem.instruments.easy import easy, ends, notice_shown, picture_of, pictures_of
from tandem.instruments.loader import newest

SPRITE = Path(OURS / "pictures.svg").read_text("utf-8")
DRAWN = re.findall(r'<symbol id="([^"]+)"', SPRITE)


def asked(name):
    instrument = newest(name)
    items = [item for area in instrument.areas for item in area.items]
    items += [item for one in (*instrument.prompts, *instrument.asides) for item in one.items]
    return [item for item in items if item.easy]


def test_every_picture_is_drawn_once_and_used():
    assert sorted(DRAWN) == sorted(easy().pictures)


@pytest.mark.parametrize("name", sorted(easy().instruments))
def test_every_area_question_and_answer_has_a_picture(name):
    areas = [area.key for area in newest(name).areas]
    assert [key for key in areas if key not in easy().areas] == []
    assert [item.key for item in asked(name) if not picture_of(item)] == []
    for item in asked(name):
        assert len(pictures_of(item)) == len(item.easy_tens or item.easy_choices), item.key


def test_no_line_is_left_over():
    items = [item for name in easy().instruments for item in asked(name)]
    areas = {area.key for name in easy().instruments for area in newest(name).areas}
    assert set(easy().areas) == areas
    used = {first(item.key, easy().asked) for item in items}
    assert set(easy().asked) - used == set()
    used = {
        first(f"{item.key}.{key}", easy().answers) for item in items for key in pictures_of(item)
    }
    assert set(easy().answers) - used == set()


def first(key, known):
    return next((end for end in ends(key) if end in known), "")


def test_the_notice_is_there_for_both_kinds_of_work():
    assert len(notice_shown("statutory")) == 9
    assert len(notice_shown("voluntary")) == 8


def test_pictures_hold_no_colour_of_their_own():
    assert not re.search(r"#[0-9a-f]{3}|rgb|style|class|script|href", SPRITE.partition("-->")[2])
