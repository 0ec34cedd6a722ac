"""The page client: a test client that checks every answer it gets.

`Pages()` is used like Django's client. Each answer must carry the headers; each page must have a
title that names nobody, one h1, unique ids, labels, forms that stay here and carry their token,
nothing inline, nothing of anyone else; and must not ask the database too often.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.db import connection
from django.test import Client

# The people of the cast: none of them is ever in a title, which a passer-by can read.
NAMES = ("Danielle", "Marsh", "Aled", "Ŵyn-Jones", "Kofi")
BUDGET = 15
# What an act may ask more than a page: it writes, counts tries and leaves its audit row.
ACTING = 10

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; connect-src 'self';"
    " font-src 'self'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:;"
    " manifest-src 'self'; script-src 'self'; style-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track")
)
CONTROLS = frozenset({"input", "select", "textarea"})


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    inside: tuple["Element", ...]
    text: str = ""

    def get(self, name: str) -> str:
        return self.attrs.get(name, "")

    def within(self, tag: str) -> "Element | None":
        return next((one for one in reversed(self.inside) if one.tag == tag), None)

    def __str__(self) -> str:
        return f"<{self.tag} {' '.join(f'{k}={v!r}' for k, v in self.attrs.items())}>"


@dataclass
class Page(HTMLParser):
    """A page as read by a plain parser: every element, with those it stands in."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []

    def handle_starttag(self, tag, attrs):
        named = [name for name, _ in attrs]
        if len(named) != len(set(named)):
            self.faults.append(f"<{tag}> has an attribute twice")
        element = Element(tag, {k: v or "" for k, v in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID and (tag == "svg" or not any(one.tag == "svg" for one in self._open)):
            self._open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append(Element(tag, {k: v or "" for k, v in attrs}, tuple(self._open)))

    def handle_endtag(self, tag):
        if tag in VOID or (any(one.tag == "svg" for one in self._open) and tag != "svg"):
            return
        if not self._open or self._open[-1].tag != tag:
            inner = self._open[-1].tag if self._open else "nothing"
            self.faults.append(f"</{tag}> closes <{inner}>")
            if not any(one.tag == tag for one in self._open):
                return
            while self._open[-1].tag != tag:
                self._open.pop()
        self._open.pop()

    def handle_data(self, data):
        for one in self._open:
            one.text += data

    def all(self, *tags: str) -> list[Element]:
        return [one for one in self.elements if one.tag in tags]

    def close(self):
        super().close()
        if self._open:
            self.faults.append(f"<{self._open[-1].tag}> is never closed")

    @property
    def title(self) -> str:
        return "".join(one.text for one in self.all("title") if not one.within("svg")).strip()


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


def faults_of(html: str, *, is_whole: bool = True, names: tuple[str, ...] = NAMES) -> list[str]:
    """What is wrong with a page, in sentences; `is_whole` is false for a part of one."""
    page = read(html)
    found = [*page.faults, *_ids(page), *_controls(page), *_forms(page), *_inline(page)]
    if is_whole:
        if not page.title:
            found.append("there is no title")
        found += [f"the title names {name}" for name in names if name in page.title]
        if len(page.all("h1")) != 1:
            found.append(f"there are {len(page.all('h1'))} h1")
        elif not page.all("h1")[0].text.strip():
            found.append("the h1 is empty")
        if not any(one.get("lang") for one in page.all("html")):
            found.append("the page does not say its language")
        if len(page.all("main")) != 1:
            found.append("there is not one main")
    return found


def _ids(page: Page) -> list[str]:
    ids = Counter(one.get("id") for one in page.elements if "id" in one.attrs)
    found = [f"the id {one!r} stands twice" for one, often in sorted(ids.items()) if often > 1]
    for one in page.elements:
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form"):
            missing = [each for each in one.get(name).split() if each not in ids]
            if missing and not (one.tag == "form" and name == "form"):
                found.append(f"{one} points at {missing}, which is not there")
        if one.tag == "a" and one.get("href").startswith("#") and one.get("href")[1:] not in ids:
            found.append(f"{one} leads nowhere")
    return found


def _controls(page: Page) -> list[str]:
    found = []
    labelled = {one.get("for"): one for one in page.all("label")}
    for one in page.elements:
        named = one.get("aria-label") or one.get("aria-labelledby") or one.get("title")
        if one.tag in CONTROLS and one.get("type") not in ("hidden", "submit", "button", "image"):
            label = labelled.get(one.get("id")) or one.within("label")
            if not named and not (label and label.text.strip()):
                found.append(f"{one} has no label")
            types = ("", "text", "search", "date")
            is_typed = one.tag == "textarea" or (one.tag == "input" and one.get("type") in types)
            if is_typed and not one.get("autocomplete"):
                found.append(f"{one} may be kept by the browser in files of its own")
        elif one.tag in ("button", "a", "summary") and not named and not one.text.strip():
            found.append(f"{one} says nothing")
        elif one.tag == "fieldset" and not named:
            legends = [each for each in page.all("legend") if each.within("fieldset") is one]
            if not any(each.text.strip() for each in legends):
                found.append(f"{one} has no legend")
        elif one.tag == "img" and "alt" not in one.attrs:
            found.append(f"{one} has no alternative")
    return found


def _forms(page: Page) -> list[str]:
    found = []
    for form in page.all("form"):
        if _is_elsewhere(form.get("action")):
            found.append(f"{form} sends to someone else")
        if form.get("method").lower() == "post":
            tokens = [
                one
                for one in page.all("input")
                if one.get("name") == "csrfmiddlewaretoken" and one.within("form") is form
            ]
            if len(tokens) != 1 or not tokens[0].get("value"):
                found.append(f"{form} carries {len(tokens)} tokens")
        if form.within("form"):
            found.append(f"{form} stands in a form")
    return found


def _inline(page: Page) -> list[str]:
    found = []
    for one in page.elements:
        if one.tag == "style" or (one.tag == "script" and not one.get("src")):
            found.append(f"{one} stands inside the page")
        if bad := [k for k in one.attrs if k == "style" or k.startswith("on")]:
            found.append(f"{one} has {bad}")
        if any(_is_elsewhere(one.get(k)) for k in ("src", "href", "formaction", "srcset")):
            found.append(f"{one} leads to someone else")
        if one.tag == "a" and one.get("target") == "_blank" and "noopener" not in one.get("rel"):
            found.append(f"{one} opens a window that can reach back")
    return found


def _is_elsewhere(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme not in ("", "data")


def missing_headers(response) -> list[str]:
    found = []
    for name, value in HEADERS.items():
        said = response.headers.get(name, "")
        is_same = said == value
        if name == "Content-Security-Policy":
            is_same = {p.strip() for p in said.split(";")} == {p.strip() for p in value.split(";")}
        if not is_same:
            found.append(f"{name} is {said!r}")
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        found.append("there is no Permissions-Policy")
    for cookie in response.cookies.values():
        if cookie.value and not (cookie["httponly"] and cookie["samesite"] == "Lax"):
            found.append(f"the cookie {cookie.key} can be read by scripts or sent from elsewhere")
    return found


class Pages(Client):
    """Django's client; every answer is checked. `budget` is the most queries that a page may make;
    set it for one page with `client.generic("GET", path, budget=20)`."""

    budget = BUDGET

    def generic(self, method, *args, budget: int | None = None, **kwargs):
        asked: list[str] = []

        # Not `CaptureQueriesContext`: words are enough, and putting the values in costs a tenth.
        def note(execute, sql, params, many, context):
            asked.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            response = super().generic(method, *args, **kwargs)
        place = f"{method} {response.request['PATH_INFO']}"
        faults = missing_headers(response)
        assert faults == [], f"{place}: {'; '.join(faults)}"
        if is_page(response):
            faults = judged(without_tokens(response.content.decode()))
            assert faults == [], f"{place}: {'; '.join(faults)}"
            queries = [sql for sql in asked if counts(sql)]
            most = budget or (self.budget if method == "GET" else self.budget + ACTING)
            listed = "\n".join(queries)
            assert len(queries) <= most, f"{place} makes {len(queries)} queries:\n{listed}"
        return response


@lru_cache(maxsize=512)
def judged(html: str) -> list[str]:
    """Many answers are one and the same page, which is read once."""
    return faults_of(html, is_whole="<html" in html)


def without_tokens(html: str) -> str:
    return TOKEN.sub(r"\1token", html)


def is_page(response) -> bool:
    return not response.streaming and response.headers.get("Content-Type", "").startswith(
        "text/html"
    )


def counts(sql: str) -> bool:
    """Savepoints are of the test's own transaction."""
    return not re.match(r"(RELEASE )?SAVEPOINT|ROLLBACK|BEGIN|COMMIT", sql)
