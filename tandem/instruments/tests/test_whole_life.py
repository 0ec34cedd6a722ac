"""What the whole-life assessment promises the people who answer it."""

import pytest

from tandem.instruments import loader
from tandem.instruments.versions import changes, unsaid

LIFE = loader.newest("whole-life")
TALK = loader.released("talk", 1)
AGREEMENT = loader.released("agreement", 1)
NAMES = {"person": "Aled", "worker": "Priya"}
MARKED = [area for area in LIFE.areas if area.number]


def test_twelve_areas_follow_how_we_work_best():
    assert [area.number for area in LIFE.areas] == list(range(13))
    assert LIFE.area("how").name.say("en") == "How we work best"
    assert not LIFE.area("how").worker


def test_the_person_is_asked_for_strengths_before_anything_hard():
    for area in MARKED:
        for part in area.parts:
            keys = [item.key.removeprefix(f"{part.key}.") for item in part.items]
            assert keys.index("strength") < keys.index("now") < keys.index("hard")
            assert part.worker[0].key == f"{part.key}.w.strength"


def test_the_worker_marks_nothing_before_a_strength_or_saying_that_none_was_seen():
    for area in MARKED:
        for part in area.parts:
            opens = (f"{part.key}.w.strength", f"{part.key}.w.strength.none")
            assert {item.opens_after for item in part.worker[2:]} == {opens}


def test_each_part_has_three_marks_by_both_that_are_compared():
    parts = [part for area in MARKED for part in area.parts]
    assert len(parts) == 13
    assert [(pair.person.key, pair.worker.key, pair.rule) for pair in LIFE.pairs][3:6] == [
        ("home.now", "home.w.now", "need"),
        ("home.link", "home.w.link", "trouble"),
        ("home.harm", "home.w.harm", "harm"),
    ]
    assert len(LIFE.pairs) == 3 * len(parts)
    for pair in LIFE.pairs:
        levels = {choice.level for choice in pair.person.choices}
        assert levels == {choice.level for choice in pair.worker.choices}


def test_drink_and_drugs_are_answered_apart():
    assert [part.key for part in LIFE.area("drink").parts] == ["drink.alcohol", "drink.drugs"]
    assert LIFE.item("drink.alcohol.now").prompt != LIFE.item("drink.drugs.now").prompt


def test_two_areas_and_every_link_to_harm_stay_shut_in_voluntary_mode():
    assert [area.key for area in LIFE.areas if area.shut_in_voluntary] == ["happened", "safe"]
    shut = {
        item.key.split(".", 1)[1] for item in LIFE.area("home").items if item.mode == "statutory"
    }
    assert shut == {
        "link",
        "link.words",
        "harm",
        "harm.words",
        "safer",
        "w.link",
        "w.link.words",
        "w.harm",
        "w.harm.words",
    }
    assert not LIFE.item("home.harm").is_open_in("voluntary")
    assert LIFE.item("home.harm").is_open_in("statutory")


def test_the_notice_comes_before_every_answer_that_may_be_passed_on():
    for area in MARKED:
        for item in area.person:
            if item.mode == "statutory" or area.shut_in_voluntary:
                assert item.needs_notice, item.key
    for key in ("mind.hard", "people.hard", "drink.drugs.fact", "drink.drugs.hard"):
        assert LIFE.item(key).needs_notice
    assert not LIFE.item("home.now").needs_notice
    assert not any(item.needs_notice for area in LIFE.areas for item in area.worker)


def test_the_notice_differs_by_mode():
    notice = LIFE.prompt("notice")
    statutory = [line.key for line in notice.lines_for("statutory")]
    voluntary = [line.key for line in notice.lines_for("voluntary")]
    assert statutory == ["works_for", "must_tell", "choose", "we_tell"]
    assert voluntary == ["works_here", "times_when", "ask", "we_tell_first"]
    assert [c.key for c in notice.items[0].choices] == ["answer", "talk_first", "not_today"]


def test_what_is_for_the_worker_alone_stands_apart_from_what_is_shown():
    for area in MARKED:
        for part in area.parts:
            how = LIFE.item(f"{part.key}.w.how")
            assert how.before_sitting is not None
            assert "victim" in how.before_sitting.say("en")
            assert "victim" not in how.prompt.say("en")
            assert how.hint is None


def test_five_prompts_start_a_sitting_and_only_the_fourth_must_be_heard():
    assert [prompt.key for prompt in LIFE.prompts] == ["room", "who", "purpose", "reads", "how"]
    assert [prompt.key for prompt in LIFE.prompts if not prompt.can_skip] == ["reads"]
    assert len(LIFE.prompt("first_time").lines) == 5


def test_a_remote_sitting_is_not_asked_about_the_seats():
    room = LIFE.prompt("room")
    assert [line.key for line in room.lines_for("statutory", remote=True)] == ["apart"]
    assert [item.key for item in room.items_for("statutory", remote=True)] == ["start.room.free"]
    assert [item.key for item in room.items_for("statutory")] == ["start.room.fits"]


def test_being_sure_is_not_asked_of_someone_who_likes_it_as_it_is():
    assert LIFE.item("home.sure").not_asked_after == (("home.ready", "as_it_is"),)


def test_a_known_fact_is_put_to_the_person_again():
    fact = LIFE.item("home.fact")
    answer = fact.choice("may_lose").words.say("en")
    assert fact.last_time.say("en", answer=answer) == (
        'Last time you said: "A place I may lose". Is that still right?'
    )


def test_a_talk_has_nine_steps_after_it_is_opened_and_six_ends():
    assert len(TALK.prompts) == 10
    assert [choice.key for choice in TALK.item("talk.where.outcome").choices] == [
        "person",
        "worker",
        "both",
        "differently",
        "come_back",
        "someone_else",
    ]
    assert TALK.prompt("call").lines_for("voluntary") == ()


def test_agreement_has_four_answers():
    goal = AGREEMENT.item("agreement.ask.goal")
    assert [choice.key for choice in goal.choices] == ["yes", "part", "no", "not_say"]
    assert goal.prompt.say("cy", goal="Cadw fy fflat").startswith('"Cadw fy fflat".')


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_item_can_be_said_with_two_names(language):
    for instrument in (LIFE, TALK):
        for item in instrument.items:
            assert "{" not in item.prompt.say(language, NAMES)
            for choice in item.choices:
                assert "{" not in choice.words.say(language, NAMES)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_two_questions_of_a_part_sound_the_same(language):
    for area in LIFE.areas:
        for part in area.parts:
            prompts = [item.prompt.raw(language) for item in part.items]
            assert len(prompts) == len(set(prompts)), part.key


def test_version_two_asks_all_that_version_one_asked_and_more_of_how_we_work_best():
    first, second = loader.released("whole-life", 1), loader.released("whole-life", 2)
    assert list(unsaid(first, second)) == []
    new = {change.now[0].key for change in changes(first, second) if change.what == "new"}
    assert {change.what for change in changes(first, second)} == {"kept", "new"}
    assert {"how.health", "how.calm", "how.caring", "how.work", "how.culture"} <= new


def test_easy_read_keeps_both_ends_and_the_middle_of_every_mark_that_is_compared():
    for pair in LIFE.pairs:
        levels = sorted(one.level for one in pair.person.choices if one.level is not None)
        easy = sorted(one.level for one in pair.person.easy_choices if one.level is not None)
        assert len(easy) == 3
        assert (easy[0], easy[-1]) == (levels[0], levels[-1])


def test_what_happened_and_staying_safe_are_marked_each_first():
    assert [area.key for area in LIFE.areas if area.each_first] == ["happened", "safe"]
