"""The live stream: numbers only, permission asked at each piece of news, gone when it ends."""

import asyncio
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction

from tandem.live import hub
from tandem.live.actions import CHANNEL, announce
from tandem.live.stream import Permit, cookies_of, streaming

PERSON, THREAD = UUID(int=1), str(UUID(int=2))
SCOPE = {"method": "GET", "path": "/live/together/x", "headers": [(b"cookie", b"tandem=key")]}


class Browser:
    """Opens a stream, keeps what it hears, hangs up when told."""

    def __init__(self, permits):
        self.permits, self.asked, self.sent = list(permits), [], []
        self.hung_up = asyncio.Event()

    def permitted(self, path, cookies):
        self.asked.append((path, dict(cookies)))
        return self.permits.pop(0) if len(self.permits) > 1 else self.permits[0]

    async def receive(self):
        await self.hung_up.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        self.sent.append(message)

    def open(self, **scope):
        stream = streaming(self.permitted)
        return asyncio.create_task(stream({**SCOPE, **scope}, self.receive, self.send))

    @property
    def heard(self):
        return b"".join(message.get("body", b"") for message in self.sent).decode()

    @property
    def status(self):
        return self.sent[0]["status"]


async def until(true):
    for _ in range(200):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


def tell(number):
    for listener in list(hub._listeners[str(PERSON)]):
        listener.tell(THREAD, number)


def test_a_stream_says_where_each_thread_stands_then_each_new_number():
    async def story():
        browser = Browser([Permit(PERSON, {THREAD: n}) for n in (4, 4, 5)])
        task = browser.open()
        await until(lambda: "4" in browser.heard)
        tell(5)
        await until(lambda: f"event: at\ndata: {THREAD} 5\n\n" in browser.heard)
        browser.hung_up.set()
        await task
        return browser

    browser = asyncio.run(story())
    assert browser.status == 200
    assert browser.asked[0] == ("together/x", {"tandem": "key"})
    assert hub._listeners == {}
    headers = dict(browser.sent[0]["headers"])
    assert headers[b"cache-control"] == b"no-store"
    assert b"default-src 'none'" in headers[b"content-security-policy"]


def test_whoever_may_not_listen_gets_nothing():
    async def story():
        browser = Browser([None])
        await browser.open()
        return browser

    browser = asyncio.run(story())
    assert browser.status == 404
    assert browser.heard == ""


def test_leave_is_asked_again_at_each_piece_of_news_and_its_end_ends_the_stream():
    async def story():
        there = Permit(PERSON, {THREAD: 4})
        browser = Browser([there, there, None])
        task = browser.open()
        await until(lambda: "4" in browser.heard)
        tell(5)
        await asyncio.wait_for(task, 2)
        return browser

    browser = asyncio.run(story())
    assert browser.heard.endswith("event: gone\ndata: gone\n\n")
    assert f"{THREAD} 5" not in browser.heard
    assert len(browser.asked) == 3


def test_leave_that_ends_between_asking_and_listening_is_noticed():
    async def story():
        browser = Browser([Permit(PERSON, {THREAD: 4}), None])
        await asyncio.wait_for(browser.open(), 2)
        return browser

    assert THREAD not in asyncio.run(story()).heard


def test_only_get_opens_a_stream():
    async def story():
        browser = Browser([Permit(PERSON, {THREAD: 4})])
        await browser.open(method="POST")
        return browser

    assert asyncio.run(story()).status == 404


def test_much_news_at_once_is_one_waking_and_the_newest_number_counts():
    async def story():
        listener = hub.Listener()
        for number in (5, 7, 6):
            listener.tell(THREAD, number)
        first = await listener.wait(1)
        return first, await listener.wait(0.01)

    assert asyncio.run(story()) == ({THREAD: 7}, {})


def test_a_broken_cookie_is_no_cookie():
    assert cookies_of({"headers": [(b"cookie", b"tandem=key; other=1")]})["tandem"] == "key"
    assert cookies_of({"headers": []}) == {}


@pytest.mark.django_db(transaction=True)
def test_news_is_heard_on_commit_only_and_carries_no_words():
    what = uuid4()
    address = connection.get_connection_params()
    with psycopg.connect(
        dbname=address["dbname"],
        user=address["user"],
        host=address["host"],
        port=address.get("port") or None,
        autocommit=True,
    ) as ear:
        ear.execute(f"LISTEN {CHANNEL}")
        with transaction.atomic():
            announce(PERSON, what, 4)
            transaction.set_rollback(True)
        with transaction.atomic():
            announce(PERSON, what, 5)
            assert list(ear.notifies(timeout=0.1)) == []
        heard = [each.payload for each in ear.notifies(timeout=1, stop_after=1)]
    assert heard == [f"{PERSON} {what} 5"]
    assert settings.LISTEN_URL
