"""A sheet goes over to a newer version: nothing is lost, nobody speaks for another."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random
from uuid import uuid4

import pytest
from django.db import connection, transaction

from tandem.assessments import queries
from tandem.assessments.actions.carry import carry_over
from tandem.assessments.models import SheetSummary
from tandem.assessments.queries import instrument_of, released, sheet_thread
from tandem.assessments.read_page import older_lines
from tandem.assessments.rules.differences import differences
from tandem.assessments.speaker import speaker
from tandem.assessments.tests.talking import (
    harm_apart,
    home_apart,
    join,
    open_talk,
    page,
    post,
    say,
    setting,
    sit,
    told,
)
from tandem.assessments.versions import newer_than
from tandem.instruments import loader
from tandem.instruments.models import Release
from tandem.lib.refused import Refused
from tandem.voices.actions import append
from tandem.voices.fold import standing
from tandem.voices.models import Entry, Kind, Party
from tandem.voices.queries import said_in
from tandem.voices.verify import verify
from tests.page import Pages

FIRST, SECOND = loader.released("whole-life", 1), loader.released("whole-life", 2)
SPOKEN = frozenset({"answer", "pass"})


@pytest.fixture
def at(cast, monkeypatch):
    """A sheet that was begun on version 1."""
    monkeypatch.setattr(queries, "newest_release", lambda *_: FIRST.digest)
    return sit(cast.imran, cast.danielle)


@pytest.fixture
def third(at, monkeypatch):
    """A made-up version 3: an area and two questions are gone, one is in other words."""
    content = json.loads(loader.body("whole-life", 2))
    for language in ("en", "cy"):
        del content[language]["areas"]["how"]["items"]["faith"]
        del content[language]["areas"]["how"]["items"]["culture"]
        del content[language]["areas"]["money"]
    english = content["en"]
    english["version"] = 3
    english["areas"]["home"]["items"]["fact"]["prompt"] = "Where do you live?"
    money = [item.key for item in SECOND.area("money").items]
    dropped = ["how.faith", "how.culture", *money]
    english["became"] = {"dropped": dropped, "reworded": ["home.fact"]}
    body = json.dumps(content)
    made = loader.parse(body)
    Release.objects.create(digest=made.digest, name="whole-life", version=3, body=body)
    monkeypatch.setattr(loader, "newest", lambda _name: made)
    return made


def use(at, to=SECOND):
    return carry_over(thread=at.thread, to=to, setting=setting(at))


def talked(at):
    """Two voices, a settled difference and an open one, a pass, words and what was written over."""
    home_apart(at)
    harm_apart(at)
    say(at, "person", "home.hard", ["owe", "rules"])
    say(at, "person", "home.better", "A door that locks.")
    say(at, "person", "home.better", "My own door.")
    say(at, "person", "money.now", "not_today", kind=Kind.PASS)
    talk = open_talk(at)
    say(at, "both", "home.now", {"outcome": "differently", "talk": str(talk)}, kind=Kind.SETTLE)


def test_what_was_said_stands_under_the_newer_questions_as_it_was_said(at):
    talked(at)
    before, stood = said_in(at.thread.pk), differences(FIRST, said_in(at.thread.pk))
    counted = SheetSummary.objects.values().get(thread=at.thread)
    assert use(at)
    after = said_in(at.thread.pk)
    assert after[:-1] == before
    assert instrument_of(at.thread) is released(SECOND.digest)
    found = differences(instrument_of(at.thread), after)
    assert [(one.about, one.state, one.settled) for one in found] == [
        (one.about, one.state, one.settled) for one in stood
    ]
    assert len(found) == 2
    assert SheetSummary.objects.values().get(thread=at.thread) == counted
    assert verify(at.thread.__class__.objects.get(pk=at.thread.pk)) is None
    shown = page(at, "area", area="home")
    assert "My own door." in shown
    assert "What came of our talk" in shown


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_lost_or_said_by_another_whatever_was_said(at, third, seed):
    """Either it stands as it stood, or it is there to be read; and each is whose it was."""
    random = Random(seed)
    items = [item for area in FIRST.areas for item in area.items if item.mode == "both"]
    for item in [FIRST.item("how.faith"), *random.sample(items, 25)]:
        kind = Kind.PASS if random.random() < 0.2 else Kind.ANSWER
        value = {"words": "x", "one": "x", "many": ["x"], "ten": 3}.get(item.kind, "x")
        if item.choices:
            key = random.choice(item.choices).key
            value = [key] if item.kind == "many" else key
        if item.kind == "words_and_date":
            value = {"words": "x", "due_on": None}
        say(at, item.party, item.key, "not_today" if kind == Kind.PASS else value, kind=kind)
    stood = standing(said_in(at.thread.pk), SPOKEN)
    use(at, third)
    said = said_in(at.thread.pk)
    assert standing(said, SPOKEN) == stood
    asked = {item.key for item in third.items}
    lines = older_lines(at.thread, said, speaker(at.room), mode="statutory")
    older = {(line.said.about, line.said.party): line.said for line in lines}
    assert older == {place: one for place, one in stood.items() if place[0] not in asked}
    assert ("how.faith", "person") in older


def test_going_over_twice_changes_nothing(at):
    assert use(at)
    count = Entry.objects.count()
    assert not use(at)
    # A second choice on another screen had the sheet as it was.
    stale = sheet_thread(at.person)
    stale.stands_on_id = None
    assert not carry_over(thread=stale, to=SECOND, setting=setting(at))
    assert Entry.objects.count() == count
    with pytest.raises(Refused):
        carry_over(thread=at.thread, to=FIRST, setting=setting(at))


@pytest.mark.django_db(transaction=True)
def test_two_who_choose_at_once_make_one_change(at):
    say(at, "person", "home.now", "good")

    def go_over(_each):
        try:
            return carry_over(thread=sheet_thread(at.person), to=SECOND, setting=setting(at))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(go_over, range(4))) == [False, False, False, True]
    assert len(told(at, "carry")) == 1
    assert verify(sheet_thread(at.person)) is None


def test_what_is_no_longer_asked_can_be_read_on_its_page_and_at_the_desk(at, third, cast):
    say(at, "person", "how.faith", "I fast in spring.")
    use(at, third)
    shown = page(at, "area", area="how")
    assert "Said before, in an older version" in shown
    assert "I fast in spring." in shown
    assert 'id="item-how.faith"' not in shown
    at.client.post(at.room.url("unlock"), {"pin": "2580"}, budget=40)
    desk = Pages()
    desk.force_login(cast.imran)
    read = desk.get(f"/people/{at.person.pk}/sheet").content.decode()
    assert "I fast in spring." in read
    assert "Said before, in an older version" in read


def test_a_mark_that_waited_for_the_other_waits_on_when_it_is_no_longer_asked(at, third):
    each_first = replace(setting(at), way="each_first")
    with transaction.atomic():
        append(
            at.thread.pk,
            uuid4(),
            each_first,
            kind=Kind.ANSWER,
            about="money.now",
            party=Party.PERSON,
            value="very_hard",
        )
    use(at, third)
    said, say_it = said_in(at.thread.pk), speaker(at.room)

    def read(*eyes):
        return older_lines(at.thread, said, say_it, mode="statutory", eyes=eyes)

    assert [line.words for line in read("person")] == ["Very hard"]
    assert read("worker") == read() == []


def test_words_written_on_an_older_page_are_never_lost(at, third):
    use(at, third)
    sent = {"act:how.faith": str(uuid4()), "how.faith": "I fast in spring."}
    answer = post(at, "answer", sent, area="how")
    assert answer.status_code == 400
    assert "I fast in spring." in answer.content.decode()
    assert "no longer asked" in answer.content.decode()


def test_the_worker_is_told_what_changed_and_chooses(at):
    assert "There is a newer version of these questions." in page(at, "areas")
    seen = page(at, "newer")
    assert "New questions" in seen
    assert "Who do you look after?" in seen
    chosen = {"to": SECOND.digest, "choice": "use"}
    assert post(at, "newer", chosen).headers["Location"] == at.room.url("areas")
    assert "There is a newer version" not in page(at, "areas")
    assert "Who do you look after?" in page(at, "area", area="how")
    assert told(at, "carry") == [("worker", {"from": FIRST.digest, "to": SECOND.digest})]
    # Sent again it leads the same way; the page itself is gone.
    assert post(at, "newer", chosen).status_code == 302
    assert at.client.get(at.room.url("newer")).status_code == 404


def test_who_stays_is_not_asked_again(at):
    post(at, "newer", {"to": SECOND.digest, "choice": "stay"})
    at.thread.refresh_from_db()
    assert instrument_of(at.thread) is released(FIRST.digest)
    assert "There is a newer version" not in page(at, "areas")
    assert newer_than(at.thread) is not None


def test_the_persons_own_screen_does_not_choose_and_is_drawn_anew(at):
    phone = join(at)
    assert "There is a newer version" not in page(phone, "areas")
    assert phone.client.get(phone.room.url("newer")).status_code == 404
    since = at.thread.head
    use(at)
    at.thread.refresh_from_db()
    news = phone.client.get(phone.room.url("rows", area="home") + f"?since={since}").json()
    assert news["reload"]


def test_at_the_desk_the_worker_chooses_between_sittings(at, cast):
    post(at, "leave", {"pin": "2580"})
    desk = Pages()
    desk.force_login(cast.imran)
    address = f"/people/{at.person.pk}/sheet"
    say(at, "person", "home.now", "good")
    assert "There is a newer version" in desk.get(address).content.decode()
    assert "New questions" in desk.get(f"{address}/newer").content.decode()
    answer = desk.post(f"{address}/newer", {"to": SECOND.digest, "choice": "use"}, budget=40)
    assert answer.headers["Location"] == address
    assert "There is a newer version" not in desk.get(address).content.decode()
    assert desk.get(f"{address}/newer").status_code == 404
