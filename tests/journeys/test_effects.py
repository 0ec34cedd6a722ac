"""Nothing that is known goes unproved: every scene is walked, every kind of question met."""

from tandem.instruments.loader import newest
from tests.journeys import (
    test_controls_of_checks,
    test_controls_of_paper,
    test_controls_of_the_desk,
    test_controls_of_the_plan,
    test_controls_of_the_sheet,
)
from tests.journeys.effects import SCENES, Effect, has_row

FILES = [
    test_controls_of_checks,
    test_controls_of_paper,
    test_controls_of_the_desk,
    test_controls_of_the_plan,
    test_controls_of_the_sheet,
]


def test_every_scene_is_walked_by_one_file():
    walked = [scene for file in FILES for scene in file.SCENES]
    assert sorted(walked) == sorted(SCENES)


def test_every_kind_of_question_is_answered():
    items = {item.key: item.kind for item in newest("whole-life").items}
    answered = {
        items[name.partition(":")[0]]
        for scene in SCENES.values()
        for effect in scene
        if effect.view == "room:answer"
        for name in effect.entered
    }
    assert answered == set(items.values())


def test_a_control_is_known_by_its_form_and_its_name():
    assert has_row("together:add_step", "due_on_month")
    assert has_row("desk:add_step", "due_on_month")
    assert has_row("people:allocations", "0b5f6f8e-7d34-4f0a-9a53-6f8f3e0c8f6e")
    assert not has_row("together:add_step", "due")
    assert not has_row("together:new_page", "")


def test_what_is_entered_is_read_back():
    """An effect asks the database, or the page; a few do nothing but lead on."""
    silent = [one for scene in SCENES.values() for one in scene if not proved(one)]
    assert [one.view for one in silent] == []


def proved(effect: Effect) -> bool:
    return bool(effect.gives or effect.shows or effect.leads or effect.keeps)
