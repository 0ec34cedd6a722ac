"""What was sent is whole, or it is not taken at all."""

import asyncio

import pytest

from tandem.config.asgi import whole


def received(*messages):
    waiting = list(messages)

    async def receive():
        return waiting.pop(0)

    async def all_of_them():
        checked = whole(receive)
        return [await checked() for _ in messages]

    return asyncio.run(all_of_them())


def test_a_form_cut_short_is_an_error():
    with pytest.raises(ConnectionResetError):
        received(
            {"type": "http.request", "body": b"words=I+want+to", "more_body": True},
            {"type": "http.disconnect"},
        )


def test_leaving_after_a_whole_form_is_none():
    form = {"type": "http.request", "body": b"words=I+want+to+stop"}
    assert received(form, {"type": "http.disconnect"})[0] is form
