"""Every address of the product by every member of the cast, once by GET and once by POST."""

import re
from collections import defaultdict
from http.cookies import SimpleCookie

import pytest
from django.db import transaction

from tandem.audit.models import Event
from tests import access

pytestmark = pytest.mark.django_db

# Answers that show nobody although their address names a person or a sitting.
SHOW_NOBODY = {
    "together:cover": "a page that says nothing",
    "together:waiting": "whether some device waits at the door",
    "together:outbox": "the key of what waits on the device that asks",
    "beside:outbox": "the same",
    "desk:outbox": "the same",
}
# Their address is a secret, so that whoever opens one may be told that it no longer works.
SAY_WHAT_IS_WRONG = {"signin:link"}
# Pages that may ask more often than the rest, and why.
BUDGETS = {
    "plans:read": 18,  # what stands in the plan and in the sheet below it, for both voices
}


def answers(at, cells):
    """Each cell's answer; what the request wrote is undone, so that order does not matter."""
    kinds = access.places()
    before = newest_event()
    for cell in cells:
        path = access.address(at, cell.place, cell.actor, kinds[cell.place])
        with transaction.atomic():
            try:
                answer = ask(at, cell, path)
                yield cell, answer, events_since(before) if answer.status_code == 200 else set()
            except AssertionError as fault:
                yield cell, fault, set()
            transaction.set_rollback(True)


def ask(at, cell, path):
    client = at.clients[cell.actor]
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    try:
        return client.generic(cell.method, path, budget=BUDGETS.get(cell.place))
    finally:
        client.cookies = SimpleCookie(cookies)


def newest_event():
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


def events_since(number):
    return set(Event.objects.filter(id__gt=number).values_list("person", flat=True))


def cells_of(space):
    return [cell for cell in access.table() if cell.place.rpartition(":")[0] == space]


SPACES = sorted({cell.place.rpartition(":")[0] for cell in access.table()})


def test_every_address_is_in_the_table_and_nothing_else_is():
    asked = defaultdict(set)
    for cell in access.table():
        asked[cell.place].add((cell.method, cell.actor))
    everything = {(method, actor) for method in ("GET", "POST") for actor in access.ACTORS}
    missing = {place for place in access.places() if asked[place] != everything}
    assert missing == set(), "add these to tests/access.py"
    assert set(asked) <= set(access.places()), "take what is gone out of tests/access.py"
    assert len(access.table()) == len(asked) * len(everything)


@pytest.mark.parametrize("space", SPACES)
def test_everyone_gets_what_the_table_says_and_what_is_shown_is_audited(cast, space):
    at = access.scene(cast)
    kinds = access.places()
    wrong, unseen, different, unsound = [], [], [], set()
    unknown = {actor: body_of_unknown(at, actor) for actor in access.ACTORS}
    for cell, answer, traced in answers(at, cells_of(space)):
        if isinstance(answer, AssertionError):
            unsound.add(str(answer)[:500])
            continue
        if answer.status_code != cell.status:
            wrong.append((cell, answer.status_code))
        # Inside its own room, and at the door of guests, a locked sign-in is told as anyone is.
        if (
            answer.status_code == 404
            and cell.place not in SAY_WHAT_IS_WRONG
            and plain(answer) not in (unknown[cell.actor], unknown["anonymous"])
        ):
            different.append(cell)
        if answer.status_code != 200:
            continue
        body = answer.content.decode(errors="replace")
        shown = {pk for pk, words in at.people.items() if any(word in body for word in words)}
        names_one = {"person", "sitting"} & set(kinds[cell.place])
        if names_one and cell.place not in SHOW_NOBODY:
            shown.add(at.person)
        if shown - traced:
            unseen.append((cell, "shown without an audit row"))
        if cell.actor in ("locked", "guest") and shown - {at.person}:
            unseen.append((cell, "shows somebody else in a sitting"))
    assert sorted(unsound) == []
    assert wrong == []
    assert unseen == []
    assert different == [], "forbidden does not look like unknown"


def body_of_unknown(at, actor):
    """What this actor sees at an address that does not exist at all."""
    answer = ask(at, access.Cell("", "GET", actor, 404), "/no/such/place")
    assert answer.status_code == 404
    return plain(answer)


def plain(answer):
    """The body without what differs between any two answers: tokens and the address itself."""
    body = answer.content.decode(errors="replace").replace(
        f'"{answer.request["PATH_INFO"]}"', "PATH"
    )
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", body)
