"""Easy Read on the sheet: shorter words and fewer answers for the person's side."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.conf import settings

from tandem.assessments.tests.talking import join, page, post, say, sit
from tandem.instruments import easy as easy_read
from tandem.instruments.loader import newest
from tandem.sittings.looks import looks_for
from tandem.voices.models import Entry


@pytest.fixture
def at(cast):
    return sit(cast.imran, cast.danielle)


@pytest.fixture
def easy(at):
    post(at, "answer", {"words": "easy"}, area="home")
    at.sitting.refresh_from_db()
    return at


def row(at, key, area="home"):
    seen = page(at, "area", area=area)
    return seen.partition(f'id="item-{key}"')[2].partition("</section>")[0]


def prompt(at, key, *values):
    return at.client.post(
        at.room.url("prompt", step="how"), {f"act:{key}": str(uuid4()), key: list(values)}
    )


def test_the_switch_leads_to_easy_words_and_back_and_the_workers_side_stays(at):
    say(at, "worker", "home.w.strength", "Keeps it clean.")
    post(at, "answer", {"words": "easy"}, area="home")
    at.sitting.refresh_from_db()
    assert at.sitting.is_easy
    assert "What is hard about home?" in row(at, "home.hard")
    assert "The rules are hard to keep" not in row(at, "home.hard")
    worker = row(at, "home.w.now")
    assert "How do you see home for Danielle now?" in worker
    assert worker.count('type="radio"') == 5
    post(at, "answer", {"words": "full"}, area="home")
    at.sitting.refresh_from_db()
    assert "What makes it hard?" in row(at, "home.hard")


def test_three_steps_stand_for_steps_of_the_full_scale(easy):
    shown = row(easy, "home.now")
    assert shown.count('type="radio"') == 3
    for step, words in (("very_hard", "Hard"), ("some", "In the middle"), ("good", "Good")):
        assert f'value="{step}"' in shown
        assert words in shown
    post(easy, "answer", {"act:home.now": str(uuid4()), "home.now": "good"}, area="home")
    assert Entry.objects.get(about="home.now").saying.value == "good"
    ten = row(easy, "home.matter")
    assert ten.count('type="radio"') == 3
    assert "A lot" in ten
    assert 'value="9"' in ten


@pytest.mark.parametrize(
    ("item", "value", "shown"),
    [
        ("home.now", "hard", "Said before: Hard"),
        ("home.matter", 7, "Said before: 7 of 10"),
        ("home.ready", "have_a_way", "Said before: I want it and I have a way"),
        ("home.hard", ["rules", "owe"], "Said before: The rules are hard to keep"),
    ],
)
def test_an_answer_beside_the_easy_ones_is_shown_as_it_was_said(easy, item, value, shown):
    say(easy, "person", item, value)
    assert shown in row(easy, item)
    assert "checked" in row(easy, item)


def test_a_form_without_scripts_keeps_what_stands_beside_the_easy_answers(easy):
    first = say(easy, "person", "home.hard", ["owe", "rules"])
    sent = {
        "act:home.hard": str(uuid4()),
        "was:home.hard": first.seq,
        "home.hard": ["owe", "rules"],
    }
    post(easy, "answer", sent, area="home")
    assert Entry.objects.filter(about="home.hard").count() == 1


def test_the_workers_mark_is_set_on_no_step_that_it_does_not_stand_on(easy):
    say(easy, "worker", "home.w.strength", "Keeps it clean.")
    say(easy, "worker", "home.w.now", "hard")
    say(easy, "person", "home.now", "very_hard")
    assert "step-other" not in row(easy, "home.now")
    assert "see this much the same" in row(easy, "home.now")


def test_the_persons_own_screen_has_the_easy_words_too(easy):
    phone = join(easy)
    assert "What is hard about home?" in row(phone, "home.hard")
    assert 'name="words"' in page(phone, "area", area="home")


def test_easy_words_are_chosen_before_the_sheet_and_can_be_unchosen(at):
    prompt(at, "start.how.words", "easy")
    at.sitting.refresh_from_db()
    assert at.sitting.is_easy
    shown = page(at, "prompt", step="how").partition('value="easy"')[2]
    assert shown.startswith(" checked")
    prompt(at, "start.how.words", "full")
    at.sitting.refresh_from_db()
    assert not at.sitting.is_easy
    prompt(at, "start.how.look", "bigger", "listen")
    at.sitting.refresh_from_db()
    assert (at.sitting.is_bigger, at.sitting.is_read_out) == (True, True)
    prompt(at, "start.how.look")
    at.sitting.refresh_from_db()
    assert (at.sitting.is_bigger, at.sitting.is_read_out) == (False, False)


def test_how_we_work_best_changes_the_page_at_once(at):
    sent = {"act:how.reading": str(uuid4()), "how.reading": ["pictures", "read_to_me"]}
    post(at, "answer", sent, area="how")
    at.sitting.refresh_from_db()
    assert (at.sitting.is_easy, at.sitting.is_read_out, at.sitting.is_bigger) == (True, True, False)
    assert 'data-listen="side-home"' in page(at, "area", area="home")


def test_the_next_sitting_begins_as_the_last_one_was(easy, cast):
    assert looks_for(cast.danielle) == {"bigger": False, "easy": True, "read_out": False}
    again = sit(cast.imran, cast.danielle)
    assert again.sitting.is_easy
    # What is said on the person's own, after a sitting, shapes the next.
    say(again, "person", "how.reading", ["bigger"])
    assert looks_for(cast.danielle) == {"bigger": True, "easy": False, "read_out": False}


def test_nobody_has_easy_words_unasked(cast):
    assert not any(looks_for(cast.danielle).values())


def test_a_picture_stands_beside_each_question_and_answer_and_is_read_out_to_nobody(easy):
    shown = row(easy, "home.now")
    for name in ("road", "thumb-down", "thumb-level", "thumb-up"):
        assert f'.svg#{name}"' in shown
    assert shown.count('class="picture"') == shown.count(
        'aria-hidden="true" focusable="false"><use'
    )
    assert 'class="picture"' not in row(easy, "home.w.strength")
    post(easy, "answer", {"words": "full"}, area="home")
    easy.sitting.refresh_from_db()
    assert 'class="picture"' not in page(easy, "area", area="home")


def test_areas_have_a_picture_and_a_line_of_their_own(easy):
    assert "Home is where you sleep." in page(easy, "area", area="home")
    areas = page(easy, "areas")
    assert "Home is where you sleep." in areas
    assert areas.count('class="picture"') == 12
    easy.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    assert "Cartref yw&#39;r lle rydych chi&#39;n cysgu." in page(easy, "areas")


def test_the_notice_says_one_idea_a_line(easy):
    shown = page(easy, "area", area="home")
    notice = shown.partition('id="notice"')[2].partition("</form>")[0]
    assert notice.count('class="easy-line"') == 9
    assert "Or if a child may not be safe." in notice
    assert ">Talk first<" in notice


def test_prompts_come_in_easy_words_to_who_wants_them(easy):
    seen = page(easy, "prompt", step="who")
    assert "Who is here? Is that all right?" in seen
    assert 'class="picture"' in seen


def test_what_an_organisation_wrote_itself_has_no_pictures_of_ours():
    own = replace(newest("whole-life"), name="our-own")
    assert not easy_read.has_pictures(own)
    assert easy_read.area_shown(own, own.area("home")) is None
