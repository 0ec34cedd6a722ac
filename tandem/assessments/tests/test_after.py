"""After today: the person's three taps, which no page gives back one by one."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

import tandem
from tandem.assessments.models import AfterToday, FairnessTap
from tandem.assessments.queries import existing_sheet
from tandem.assessments.rules.after import Reply, added_up
from tandem.assessments.tests.talking import home_apart, join, open_talk, page, post, sit
from tandem.instruments.loader import newest
from tandem.lib.shares import ENOUGH
from tandem.sittings.models import Held
from tandem.voices.models import Entry
from tandem.voices.queries import said_in
from tests.cast import make_person
from tests.page import TOKEN, Pages

KEYS = [item.key for item in newest("after-session").areas[0].items]
TODAY = date(2026, 11, 22)


@pytest.fixture
def at(cast):
    return sit(cast.imran, cast.danielle)


def answers(value="part", **more):
    return {f"act:{key}": str(uuid4()) for key in KEYS} | dict.fromkeys(KEYS, value) | more


@pytest.mark.parametrize("language", ["en", "cy"])
def test_on_a_handed_over_screen_until_the_worker_takes_it_back(at, language):
    at.client.cookies["tandem_language"] = language
    assert at.client.get(at.room.url("after")).status_code == 404
    assert post(at, "hand", {"what": "after"})["Location"] == at.room.url("after")
    asked = newest("after-session").areas[0].items[0]
    assert asked.prompt.say(language) in page(at, "after")
    assert post(at, "after", answers()).status_code == 302
    kept = AfterToday.objects.get()
    assert kept.answers == dict.fromkeys(KEYS, "part")
    assert not kept.worker_may_see
    for name in ("areas", "leave", "checks"):
        assert at.client.get(at.room.url(name)).status_code == 404
    back = at.client.post(at.room.url("unlock"), {"pin": "2580", "then": "take"}, budget=40)
    assert back["Location"] == at.room.url("leave")
    assert at.client.get(at.room.url("after")).status_code == 404


def test_on_the_persons_own_device(at):
    phone = join(at)
    assert phone.room.url("after") in page(phone, "areas")
    assert at.room.url("after") not in page(at, "areas")
    assert post(phone, "after", answers("no")).status_code == 302
    assert AfterToday.objects.get().answers == dict.fromkeys(KEYS, "no")
    assert not Entry.objects.exists()


def test_any_may_be_left_out_and_nothing_is_kept_of_nothing(at):
    phone = join(at)
    left_out = answers()
    for key in KEYS[1:]:
        del left_out[key]
    empty = {f"act:{key}": str(uuid4()) for key in KEYS}
    assert post(phone, "after", empty).status_code == 302
    assert not AfterToday.objects.exists()
    assert post(phone, "after", left_out).status_code == 302
    assert AfterToday.objects.get().answers == {KEYS[0]: "part"}


def test_the_first_of_a_sitting_stands(at):
    phone = join(at)
    post(phone, "after", answers("yes"))
    assert post(phone, "after", answers("no")).status_code == 302
    assert AfterToday.objects.get().answers == dict.fromkeys(KEYS, "yes")


def test_what_is_no_answer_is_refused_with_a_sentence(at):
    phone = join(at)
    sent = answers() | {KEYS[0]: "splendid"}
    answer = post(phone, "after", sent)
    assert answer.status_code == 400
    assert "Please choose one of the answers." in answer.content.decode()
    assert not AfterToday.objects.exists()


def test_a_worker_alone_at_the_desk_never_types_it(cast):
    at = sit(cast.imran, cast.danielle, held=Held.PAPER)
    assert at.client.get(at.room.url("after")).status_code == 404
    assert post(at, "after", answers()).status_code == 404
    assert not AfterToday.objects.exists()


def desk(cast):
    client = Pages()
    client.force_login(cast.imran)
    return client


def test_the_worker_reads_it_only_where_the_person_let_them(at, cast):
    address = f"/people/{at.person.pk}/checks"
    phone = join(at)
    before = desk(cast).get(address).content.decode()
    post(phone, "after", answers("no"))
    assert "After today" not in desk(cast).get(address).content.decode()
    assert "After today" not in before
    assert existing_sheet(at.person, "after-session") is None


def test_what_the_person_lets_the_worker_see_stands_at_the_desk(at, cast):
    post(join(at), "after", answers("part", share="let_see"))
    thread = existing_sheet(at.person, "after-session")
    assert [(one.about, one.party, one.value) for one in said_in(thread.pk)] == [
        (key, "person", "part") for key in KEYS
    ]
    shown = desk(cast).get(f"/people/{at.person.pk}/checks").content.decode()
    assert "After today" in shown
    assert "In part" in shown


def test_one_reply_moves_nothing_that_the_worker_sees(at, cast):
    client = desk(cast)

    def seen():
        return TOKEN.sub(r"\1", client.get("/said-after-sittings").content.decode())

    before = seen()
    assert "Nothing can be said yet" in before
    post(join(at), "after", answers("no"))
    assert seen() == before


def test_what_many_people_tapped_after_talks_is_told_in_tenths(at, cast):
    home_apart(at)
    talk = Entry.objects.get(pk=open_talk(at))
    last_month = timezone.now().replace(day=1) - timedelta(days=3)

    def tap(sitting, answer, **more):
        FairnessTap.objects.create(
            sitting=sitting, talk=talk, answer=answer, **{"at": last_month, **more}
        )

    def told_of_talks():
        page = desk(cast).get("/said-after-sittings").content.decode()
        return page.partition("After talks about a difference")[2]

    for n in range(ENOUGH):
        one = make_person(cast.north, f"Someone {n}", worker=cast.imran)
        tap(sit(cast.imran, one).sitting, "yes" if n < 7 else "no")
        if n < ENOUGH - 1:
            assert "Nothing can be said yet" in told_of_talks()
    assert "about 7 in 10" in told_of_talks()
    before = told_of_talks()
    # Neither what is new this month, nor a question passed over, moves it.
    tap(at.sitting, "no", at=timezone.now())
    tap(at.sitting, "skip")
    assert told_of_talks() == before


def test_no_code_but_these_touches_the_table():
    """Whatever page is added later: reading these answers needs a change here too."""
    root = Path(tandem.__file__).parent
    found = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if "AfterToday" in path.read_text("utf-8") or "aftertoday" in path.read_text("utf-8")
    }
    found = {path for path in found if "/tests/" not in path and "/migrations/" not in path}
    assert found == {
        "assessments/models.py",
        "assessments/actions/after.py",
        # Adds them up over many people, by `rules/after.py`.
        "assessments/views/after.py",
    }


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
said = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["yes", "part", "no"]))
replies = st.lists(st.builds(Reply, st.uuids(), days, said), max_size=60)


@given(replies, st.dates(TODAY.replace(day=1), TODAY + timedelta(days=30)), said)
def test_what_is_told_does_not_move_by_a_reply_of_this_month(some, day, reply):
    one = Reply(uuid4(), day, reply)
    assert added_up([*some, one], KEYS, TODAY) == added_up(some, KEYS, TODAY)


@given(replies)
def test_fewer_than_ten_people_say_nothing_and_all_is_never_told(some):
    for span in added_up(some, KEYS, TODAY):
        assert span.people >= ENOUGH
        assert all(1 <= tenth <= 9 for tenth in span.yes.values())
        assert (span.last.year, span.last.month) < (TODAY.year, TODAY.month)


def test_by_hand():
    """Ten people in September, nine of them again in October: seven, then too few to tell."""
    ten = [uuid4() for _ in range(10)]
    september = [
        Reply(who, date(2026, 9, 3 + n), {KEYS[0]: "yes" if n < 7 else "no"})
        for n, who in enumerate(ten)
    ]
    october = [Reply(who, date(2026, 10, 3), {KEYS[0]: "no"}) for who in ten[:9]]
    (span,) = added_up(september + october, KEYS, TODAY)
    assert (span.first, span.last) == (date(2026, 9, 3), date(2026, 9, 12))
    assert (span.people, span.yes) == (10, {KEYS[0]: 7})
    # Nobody weighs more for coming more often: the newest of each counts.
    more = [*september, Reply(ten[0], date(2026, 9, 30), {KEYS[0]: "no"})]
    assert added_up(more, KEYS, TODAY)[0].yes == {KEYS[0]: 6}
    everyone = [Reply(who, date(2026, 9, 3), {KEYS[0]: "yes"}) for who in ten]
    assert added_up(everyone, KEYS, TODAY)[0].yes == {KEYS[0]: 9}
