"""A fault gives nobody's words away: not on the page, and not in the log."""

import logging
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.test import Client
from django.utils.module_loading import import_string

from tests import access

pytestmark = pytest.mark.django_db

CANARY = "kanari-words-of-somebody"
# Each kind of route, by whom, and the table at which it breaks.
KINDS = [
    ("home:people", "GET", "own", "people_person"),
    ("home:person", "GET", "own", "people_person"),
    ("people:correct", "POST", "own", "people_person"),
    ("people:add", "POST", "own", "mfa_authenticator"),
    ("people:import", "POST", "own", "mfa_authenticator"),
    ("account_login", "POST", "anonymous", "account_emailaddress"),
    ("signin:link", "GET", "anonymous", "people_signinlink"),
    ("sittings:join_token", "POST", "anonymous", "sittings_joincode"),
    ("assessments:print", "GET", "own", "voices_saying"),
    ("plans:print", "GET", "own", "plans_goal"),
    ("together:area", "GET", "locked", "voices_saying"),
    ("together:answer", "POST", "locked", "voices_entry"),
    ("together:rows", "GET", "locked", "voices_saying"),
    ("together:unlock", "POST", "locked", "sittings_sitting"),
    ("beside:plan_part", "GET", "guest", "plans_goal"),
    ("beside:print_plan", "GET", "guest", "plans_goal"),
    ("beside:add_goal", "POST", "guest", "voices_thread"),
    ("desk:answer", "POST", "own", "voices_entry"),
]


def breaks_at(table):
    """The database complains, and names the row as it does."""

    def execute(run, sql, params, many, context):
        if f'"{table}"' in sql and (table != "sittings_sitting" or "FOR UPDATE" in sql):
            raise IntegrityError(f"DETAIL: Failing row contains ({CANARY}, {params}).")
        return run(sql, params, many, context)

    return connection.execute_wrapper(execute)


@pytest.fixture
def written(caplog):
    """What the configured formatter makes of all that is logged."""
    line = dict(settings.LOGGING["formatters"]["line"])
    formatter = import_string(line["()"])(line["format"])
    caplog.set_level(logging.INFO)
    return lambda: "\n".join(formatter.format(record) for record in caplog.records)


def test_no_fault_says_a_word_on_the_page_or_in_the_log(cast, written):
    at = access.scene(cast)
    kinds = access.places()
    token = f"AAAA{CANARY}"
    at.parts["token"] = token
    typed = {
        name: CANARY
        for name in ("words", "called", "reference", "password", "home.now", "home.strength.words")
    }
    typed |= {"login": f"{CANARY}@example.test", "mode": "statutory", "origin": "person"}
    typed |= {"pin": "97531", "act": str(uuid4()), "act:home.now": str(uuid4())}
    typed |= {"home.now": "hard", "because": "home.now", "then": "leave", "file": CANARY}
    broken = set()
    for place, method, actor, table in KINDS:
        client, at.clients[actor].budget = at.clients[actor], 999
        path = access.address(at, place, actor, kinds[place])
        with breaks_at(table):
            ask = Client.get if method == "GET" else Client.post
            answer = ask(client, path, typed)
        if answer.status_code == 500:
            broken.add(place)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        if answer.status_code == 500:
            assert CANARY not in body.decode() + headers, place
    said = written()
    assert CANARY not in said
    assert "97531" not in said
    assert "IntegrityError" in said
    assert "Fault at together:area" in said
    assert {place for place, *_rest in KINDS} - broken == set(), "did not break"
