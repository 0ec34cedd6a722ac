"""Where what was said is from, and what is new today: said once, quietly, and shown everywhere."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse

from tandem.assessments.queries import instrument_of
from tandem.assessments.rules.each_first import without_waiting
from tandem.assessments.rules.sources import Source, asks_source, sources
from tandem.assessments.tests.talking import home_apart, in_check, join, page, say, sit
from tandem.documents.tests.reading import squeezed, text_of
from tandem.instruments import loader
from tandem.sittings.actions.sittings import finish_sitting
from tandem.voices.fold import standing
from tandem.voices.models import Entry, Kind
from tandem.voices.queries import said_in
from tandem.voices.verify import verify
from tests.page import Pages

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def at(cast):
    return sit(cast.imran, cast.danielle)


def answer(at, key, value, status=200, by_act=True, **more):
    """What the page sends for one item, as it stands on the page."""
    stood = Entry.objects.filter(thread=at.thread, about=key).order_by("seq").last()
    data = {f"act:{key}": str(uuid4()), f"was:{key}": stood.seq if stood else 0, "seen": "0"}
    data |= {key: value, **({"by_act": "1"} if by_act else {}), **more}
    headers = JSON if by_act else {}
    area = key.partition(".")[0]
    got = at.client.post(at.room.url("answer", area=area), data, **headers, budget=40)
    assert got.status_code == status, got.content.decode()
    return Entry.objects.filter(thread=at.thread, about=key).order_by("seq").last()


def row_of(at, key):
    body = page(at, "area", area=key.partition(".")[0])
    return body.split(f'id="item-{key}"')[1].split("</section>")[0]


def desk_of(at, name="read"):
    client = Pages()
    client.force_login(at.sitting.worker)
    return client.get(reverse(f"assessments:{name}", args=[at.person.pk])).content.decode()


def test_how_the_worker_knows_stands_beside_each_of_their_marks(at):
    home_apart(at)
    say(at, "worker", "home.w.strength", "She keeps the letters.")
    assert "Imran’s own judgement" in desk_of(at)
    say(at, "worker", "home.w.how", ["saw", "letter"])
    assert "seen by Imran, from a letter or record" in row_of(at, "home.w.now")
    assert "seen by Imran, from a letter or record" in desk_of(at)
    assert "(seen by Imran, from a letter or record)" in desk_of(at, "copy")
    # What he will do is from nowhere else.
    offer = next(item for item in instrument_of(at.thread).items if item.becomes_promise)
    assert offer.party == "worker"
    say(at, "worker", offer.key, {"words": "I ring the landlord.", "due_on": None})
    assert "from a letter" not in row_of(at, offer.key)
    assert "told by Danielle" in desk_of(at)


def test_who_is_asked_it_already_is_not_asked_again(at):
    life, work = loader.newest("whole-life"), loader.newest("engagement")
    asked = [i.key for a in life.areas for i in a.items if asks_source(life, i)]
    assert asked == []
    assert asks_source(work, work.item("doing.w.kept"))
    assert not asks_source(work, work.item("doing.kept"))


def test_a_worker_says_where_a_mark_is_from_and_it_needs_no_act(at):
    at = in_check(at)
    first = answer(at, "doing.w.kept", "mostly")
    assert first.source == ""
    body = page(at, "area", area="doing")
    assert body.count("Where is this from?") == 1, "only where something was said"
    kept = answer(at, "doing.w.kept", "mostly", **{"doing.w.kept:source": "letter"})
    assert (kept.source, kept.seq) == ("letter", first.seq + 1)
    assert "from a letter or record" in page(at, "area", area="doing")
    at.thread.refresh_from_db()
    assert verify(at.thread) is None
    same = answer(
        at, "doing.w.kept", "mostly", 302, by_act=False, **{"doing.w.kept:source": "letter"}
    )
    assert same == kept, "a form that changed nothing says nothing"


def test_nobody_says_for_the_person_that_a_record_said_it(at):
    body = at.client.post(
        at.room.url("answer", area="home"),
        {"act:home.better": str(uuid4()), "home.better": "A key.", "home.better:source": "letter"},
        **JSON,
        budget=40,
    )
    assert body.status_code == 409
    assert not Entry.objects.filter(thread=at.thread).exists()


def test_what_is_told_today_for_the_first_time_is_marked_and_taken_back(at):
    answer(at, "home.better", "My sister lets me stay.")
    assert "New today, told by me" in row_of(at, "home.better")
    new = answer(at, "home.better", "My sister lets me stay.", new_today="home.better")
    assert (new.source, new.party) == ("new", "person")
    row = row_of(at, "home.better")
    day = re.search(r"new on \d+ \w+ \d{4}, told by Danielle", row)
    assert day
    assert 'aria-pressed="true"' in row
    assert day[0] in desk_of(at)
    assert f"({day[0]})" in desk_of(at, "copy")
    story = page(at, "story", item="home.better")
    assert story.count(day[0]) == 1
    mended = answer(
        at, "home.better", "My sister lets me stay there.", **{"home.better:source": "new"}
    )
    assert mended.source == "new", "a mended word takes nothing back"
    old = answer(
        at,
        "home.better",
        "My sister lets me stay there.",
        **{"home.better:source": "new", "new_today": "home.better"},
    )
    assert old.source == ""
    assert 'aria-pressed="false"' in row_of(at, "home.better")
    assert "told by Danielle" in desk_of(at)
    assert "new on" not in desk_of(at)


def test_without_scripts_the_same_button_saves_what_was_typed_with_it(at):
    new = answer(at, "home.better", "A key.", 302, by_act=False, new_today="home.better")
    assert (new.source, at.thread.pk) == ("new", new.thread_id)


def test_a_mark_on_a_scale_is_no_news(at):
    answer(at, "home.now", "hard")
    assert 'name="new_today" value="home.now"' not in row_of(at, "home.now")
    assert answer(at, "home.now", "hard", new_today="home.now").source == ""


def test_at_the_next_sitting_it_is_known_and_no_longer_new_today(at, cast):
    answer(at, "home.better", "A key.", new_today="home.better")
    finish_sitting(by=at.room.by, sitting=at.sitting)
    later = sit(cast.imran, cast.danielle)
    row = row_of(later, "home.better")
    assert "new_today" not in row
    assert ":source" not in row
    assert re.search(r"new on \d+ \w+ \d{4}, told by Danielle", row)
    again = answer(later, "home.better", "A key.", still_right="home.better")
    assert again.source == "", "it is told again, and no longer new"


def test_who_typed_it_with_their_own_hands_is_named_once(at, cast):
    say(join(at), "person", "home.better", "A key.")
    answer(at, "home.hard", ["cold"])
    finish_sitting(by=at.room.by, sitting=at.sitting)
    later = sit(cast.imran, cast.danielle)
    assert "told by Danielle" in row_of(later, "home.hard")
    row = row_of(later, "home.better")
    assert "typed by Danielle" in re.sub(r"</?bdi>", "", row)
    assert "told by" not in row


def test_their_own_phone_marks_it_and_a_settled_talk_stays_settled(at):
    phone = join(at)
    say(phone, "person", "home.better", "A key.")
    assert "New today, told by me" in row_of(phone, "home.better")
    assert answer(phone, "home.better", "A key.", new_today="home.better").source == "new"


def test_a_print_tells_the_source_and_the_day_of_each_mark(at):
    home_apart(at)
    say(at, "worker", "home.w.how", ["letter"])
    finish_sitting(by=at.room.by, sitting=at.sitting)
    client = Pages()
    client.force_login(at.sitting.worker)
    address = reverse("assessments:print_sitting", args=[at.person.pk, at.sitting.pk])
    words = squeezed(text_of(client.get(address).content))
    day = Entry.objects.filter(thread=at.thread).latest("seq").happened_on
    assert squeezed(f"from a letter or record, {day.day} {day:%B %Y}") in words


def test_what_waits_says_nothing_of_its_source(at):
    life = loader.newest("whole-life")
    say(at, "worker", "home.w.now", "hard")
    said = said_in(at.thread.pk)
    stand = standing(said, frozenset({Kind.ANSWER}))
    assert sources(life, stand, said[0]) == (Source.JUDGEMENT,)
    (veiled,) = without_waiting(life, [replace(said[0], way="each_first", source="letter")])
    assert veiled.source == ""


@pytest.mark.parametrize("check", ["hello", "what-helps", "engagement"])
def test_where_somebody_writes_what_may_be_passed_on_stands_before_the_first_word(at, check):
    area = loader.newest(check).areas[-1]
    body = page(in_check(at, check), "area", area=area.key)
    asked = [item for item in area.items if item.party == "person"]
    assert body.count("Some answers here may be passed on. Which ones?") == 1
    assert body.index("Which ones?") < body.index(f'id="item-{asked[0].key}"')


def test_where_a_question_waits_for_the_notice_it_is_said_there_alone(at):
    assert "Some answers here may be passed on" not in page(at, "area", area="home")
