"""Every form of the product, filled in wrongly: an answer, never a fault, and the words are kept.

The forms are those that the pages show, so that none is passed by. What was typed and not taken
must stand on the page that says why.
"""

from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from uuid import uuid4

import pytest
from django.db import transaction

from tests import access
from tests.page import Element, read

pytestmark = pytest.mark.django_db

# Who fills in a page that several may open: whoever it is for.
WHO = ("own", "manager", "administrator", "locked", "guest", "anonymous")
MARK = "Kept as typed"
LONG = f"{MARK} " + "and on " * 1500
ODD = f"{MARK} <b onclick='x()'>\"; DROP TABLE x; -- %s %(n)d {{{{ 7*7 }}}} \u202e٣ 😀 ŵ"
# What a form is filled in with: (words, a choice, what is hidden).
MANNERS = {
    "nothing": ("", None, None),
    "too long": (LONG, "first", None),
    "odd": (ODD, "no such thing", None),
    "nothing that is seen": ("\x00\x07\u200b", "first", None),
    "another place": (f"{MARK}.", "first", "no such thing"),
}


@dataclass
class Form:
    action: str
    controls: list[Element] = field(default_factory=list)

    def filled(self, words: str, choice: str | None, hidden: str | None) -> dict[str, list[str]]:
        data: dict[str, list[str]] = {}
        for one in self.controls:
            name, kind = one.get("name"), one.get("type") or one.tag
            if kind == "hidden" or one.tag == "button":
                told = str(uuid4()) if name == "act" else one.get("value")
                data.setdefault(name, [told if hidden is None or name == "act" else hidden])
            elif kind in ("radio", "checkbox", "select"):
                if choice == "first":
                    data.setdefault(name, [one.get("value")])
                elif choice:
                    data[name] = [choice]
            elif kind != "file":
                data[name] = [words]
        return data


def forms(at, actor):
    """Each form on the pages that open for this actor; those of one address once."""
    kinds, seen = access.places(), set()
    for cell in access.table():
        if (cell.method, cell.status, cell.actor) != ("GET", 200, actor):
            continue
        path = access.address(at, cell.place, actor, kinds[cell.place])
        answer = ask(at, actor, "GET", path)
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = read(answer.content.decode())
        options = {id(one.within("select")): one for one in page.all("option") if one.get("value")}
        for form in page.all("form"):
            if form.get("method") != "post":
                continue
            found = Form(form.get("action") or path)
            for one in page.all("input", "textarea", "select", "button"):
                is_own = one.within("form") is form or one.get("form") == form.get("id") != ""
                if is_own and one.get("name"):
                    if id(one) in options:
                        one.attrs["value"] = options[id(one)].get("value")
                    found.controls.append(one)
            known = (found.action, *sorted({one.get("name") for one in found.controls}))
            if known not in seen:
                seen.add(known)
                yield found


def ask(at, actor, method, path, data=None):
    client = at.clients[actor]
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    try:
        with transaction.atomic():
            sender = client.get if method == "GET" else client.post
            answer = sender(path, data or {})
            transaction.set_rollback(True)
    finally:
        client.cookies = SimpleCookie(cookies)
    return answer


@pytest.fixture
def at(cast):
    found = access.scene(cast)
    for client in found.clients.values():
        client.budget = 500  # how often they may ask is tested with the table of access
    return found


@pytest.mark.parametrize("actor", WHO)
def test_nothing_that_is_typed_brings_a_fault_or_is_lost(at, actor):
    faults, lost, tried = [], [], 0
    for form in list(forms(at, actor)):
        for manner, (words, choice, hidden) in MANNERS.items():
            data = form.filled(words, choice, hidden)
            try:
                answer = ask(at, actor, "POST", form.action, data)
            except AssertionError as fault:
                faults.append((form.action, manner, str(fault)[:300]))
                continue
            tried += 1
            if answer.status_code >= 500:
                faults.append((form.action, manner, answer.status_code))
            # Nobody who only types changes what is hidden.
            is_typed = MARK in words and hidden is None and [words] in data.values()
            is_refused = answer.status_code in (400, 409, 422)
            if is_typed and is_refused and MARK not in unescape(answer.content.decode()):
                lost.append((form.action, manner, answer.status_code))
    assert faults == []
    assert lost == []
    assert tried >= len(MANNERS)
