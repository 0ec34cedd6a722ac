"""What one role reaches from where it starts: pages by their links, and states by what is done."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from a11y.checks import Fault
from a11y.tree import Node, controls
from tests.journeys.effects import has_row
from tests.journeys.hands import Walk

PAPERS = re.compile(r"/(print|blank)$|\.(csv|svg|xlsx)$")
PRINTED_WITHIN = 60_000  # milliseconds; all areas of a blank sheet are a thick pile
TWICE = 2  # pages of one kind that are looked at: the empty one and a full one, say


@dataclass(slots=True)
class State:
    """A page as it opens. Others say how they are reached, and what must be true of them."""

    path: str
    name: str = ""

    @property
    def kind(self) -> str:
        return kind_of(urlsplit(self.path).path)

    def reach(self, page: Page) -> None:
        pass

    def faults(self, page: Page) -> list[Fault]:
        return []


@dataclass
class Tour:
    walk: Walk
    within: str = "/"
    # Which kinds of pages this role lists, and whether those of others are passed through but once.
    wanted: Callable[[str], bool] = lambda kind: True
    is_quick: bool = False
    pages: dict[str, list[str]] = field(default_factory=dict)
    actions: set[str] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)
    led_on: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def take(self, starts: tuple[str, ...], look: Callable[[State], None]) -> None:
        """Opens each page that a link leads to, and lets `look` see it."""
        waiting = list(starts)
        while waiting:
            path = waiting.pop(0)
            kind = kind_of(path)
            seen = self.pages.setdefault(kind, [])
            most = TWICE if self.wanted(kind) or not self.is_quick else 1
            if path in seen or len(seen) == most or path in self.led_on:
                continue
            self.walk.page.goto(path)
            if kind_of(urlsplit(self.walk.page.url).path) != kind:
                # For somebody else, or done, or one page only: others of its kind may stay.
                self.led_on.add(path)
            else:
                seen.append(path)
                look(State(path))
                waiting += self.links()
        self.print()

    def print(self) -> None:
        """Papers are no pages: they are there, and that is all that is asked here."""
        for path in sorted(self.due()):
            answer = self.walk.page.request.get(path, timeout=PRINTED_WITHIN)
            kind = answer.headers.get("content-type", "")
            if not answer.ok or "text/html" in kind:
                self.unknown.add(f"{path} is no paper: {answer.status} {kind}")

    def due(self) -> Iterable[str]:
        """In the quick form one paper of each kind, by the role that lists it: a blank sheet takes
        the printer seconds."""
        if not self.is_quick:
            return self.papers
        kinds = {kind_of(path): path for path in sorted(self.papers)}
        return [path for kind, path in kinds.items() if self.wanted(kind)]

    @property
    def reached(self) -> set[str]:
        seen = {kind for kind, paths in self.pages.items() if paths}
        return seen | self.actions | {kind_of(path) for path in self.papers}

    def links(self) -> list[str]:
        page = self.walk.page
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        origin = "/".join(page.url.split("/", 3)[:3]) + "/"
        onward = []
        for control in controls(page):
            if control.href:
                path = urlsplit(control.href).path
                kind = kind_of(path)
                if not control.href.startswith(origin):
                    self.unknown.add(f"{control.href} leads away from here")
                elif PAPERS.search(path):
                    self.papers.add(path)
                elif kind and path.startswith(self.within):
                    onward.append(path)
                elif not kind:
                    self.unknown.add(f"{path} leads nowhere")
            elif control.action:
                self._sends(control)
            elif not control.is_page_only:
                self.unknown.add(f"{control.role} {control.words!r} does nothing we know")
        return onward

    def _sends(self, control: Node) -> None:
        kind = kind_of(urlsplit(control.action).path)
        self.actions.add(kind)
        if not has_row(kind, control.name):
            self.unknown.add(f"{control.role} {control.words!r}: {kind} {control.name}")


def kind_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
