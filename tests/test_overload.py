"""Who waits too long for others is told so, and keeps their words; with a real lock and pool."""

import threading

import psycopg
import pytest
from django.db import connection, connections

from tandem.assessments.tests.test_answer import say
from tandem.assessments.tests.test_refused import send
from tandem.voices.models import Entry
from tests.page import faults_of
from tests.rooms import room

pytestmark = pytest.mark.django_db(transaction=True)
STORY = "A long story that took ten minutes to type."
LATER = "Too much is going on here at once. Wait a minute, then try again."


@pytest.fixture
def waiting(together):
    """Danielle's sheet, while somebody holds what a save of hers needs, and for good."""
    together.raise_request_exception = False
    say(together, "home.now", "hard")
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    with psycopg.connect(**connection.get_connection_params()) as holder:
        holder.execute(f"SET ROLE {connection.settings_dict['USER']}")
        holder.execute("LOCK TABLE voices_entry IN SHARE ROW EXCLUSIVE MODE")
        yield together


@pytest.fixture
def crowded(together):
    """The same, while every connection is in use: there is but one."""
    together.raise_request_exception = False
    options = connection.settings_dict["OPTIONS"]
    before = options["pool"]
    connection.close()
    connection.close_pool()
    options["pool"] = {**before, "max_size": 1, "timeout": 0.2}
    taken, let_go = threading.Event(), threading.Event()

    def take():
        connections["default"].ensure_connection()
        taken.set()
        let_go.wait(30)
        connections["default"].close()

    taker = threading.Thread(target=take)
    taker.start()
    assert taken.wait(10)
    yield together
    let_go.set()
    taker.join()
    connection.close()
    connection.close_pool()
    options["pool"] = before


@pytest.fixture(params=["waiting", "crowded"])
def busy(request):
    return request.getfixturevalue(request.param)


def test_without_scripts_a_page_gives_the_words_back(busy):
    answer = send(busy, home__better=STORY)
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert LATER in answer.content.decode()
    assert STORY in answer.content.decode()
    assert faults_of(answer.content.decode()) == []


def test_it_says_so_in_welsh(busy):
    busy.cookies["tandem_language"] = "cy"
    html = send(busy, home__better=STORY).content.decode()
    assert 'lang="cy"' in html
    assert LATER not in html
    assert STORY in html


def test_a_script_is_told_in_its_own_form(busy):
    answer = say(busy, "home.better", STORY)
    assert answer.status_code == 503
    assert answer.json() == {"later": LATER}


def test_nothing_of_it_was_stored(waiting):
    send(waiting, home__better=STORY)
    assert list(Entry.objects.values_list("about", flat=True)) == ["home.now"]


def test_a_page_that_cannot_be_shown_says_so(crowded):
    answer = crowded.get(room(crowded, "area", area="home"))
    assert answer.status_code == 503
    assert LATER in answer.content.decode()


def test_words_from_a_page_of_others_are_not_shown(crowded):
    crowded.handler.enforce_csrf_checks = True
    answer = send(crowded, home__better=STORY)
    assert answer.status_code == 503
    assert STORY not in answer.content.decode()
