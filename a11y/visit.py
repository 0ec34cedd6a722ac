"""One role's whole visit: each page and state it comes by, in each view, and what was found."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError

from a11y import checks
from a11y.checks import Fault
from a11y.states import errors
from a11y.tour import State, Tour
from a11y.tree import tree
from a11y.views import ENGLISH, HEIGHTS, QUICK, SOME, WIDE, Load, View
from tests.journeys.conftest import PATIENCE, Watched
from tests.journeys.hands import Walk

LANGUAGE_COOKIE = "tandem_language"
# Pages that a person uses, alone or at the shared screen.
FOR_PERSON = (
    *("together:", "beside:", "sittings:join", "sittings:door"),
    *(f"preparation:{page}" for page in ("open", "notes", "area", "share", "delete")),
    *(f"own_page:{page}" for page in ("open", "page", "plan", "asks", "soon", "fund")),
    *(f"own_page:{page}" for page in ("words", "looks", "devices", "off", "receipt")),
)
TRIES = 3
START = View(WIDE, "light", ENGLISH)


@dataclass
class Seen:
    """One page in one state, with all that was found in all of its views."""

    role: str
    stage: str
    kind: str
    state: str
    path: str
    views: tuple[View, ...]
    faults: dict[Fault, list[str]] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    shapes: dict[Load, list[str]] = field(default_factory=dict)
    forms: dict[Load, list[dict[str, Any]]] = field(default_factory=dict)

    def found(self, faults: list[Fault], view: object) -> None:
        for fault in faults:
            self.faults.setdefault(fault, []).append(str(view))

    def compare(self) -> None:
        """What two ways of loading a page must have in common."""
        for load, shape in self.shapes.items():
            if load.language != "en":
                english = self.shapes.get(load._replace(language="en"), shape)
                self.found(checks.same_shape(english, shape), "en and cy")
        for load, forms in self.forms.items():
            if not load.has_scripts:
                with_scripts = self.forms.get(load._replace(has_scripts=True), forms)
                self.found(checks.same_forms(with_scripts, forms), "scripts on and off")


@dataclass
class Visit:
    """`views` are those in which each page is seen; `wanted` says which pages are."""

    browser: Browser
    place: Any
    role: str
    views: tuple[View, ...] = QUICK
    wanted: Callable[[str], bool] = lambda kind: True
    pictures: Path | None = None
    said: Callable[[int, str], None] = lambda more, what: None  # loads to come, and this one
    people: frozenset[str] = frozenset()
    seen: list[Seen] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    watched: Watched = field(default_factory=Watched)
    contexts: list[BrowserContext] = field(default_factory=list)
    looks: int = 0
    unknown: set[str] = field(default_factory=set)

    # Who goes

    def opened(self, **options: Any) -> Walk:
        """Reduced motion: what moves is judged where it comes to rest."""
        options.setdefault("viewport", {"width": WIDE, "height": HEIGHTS[WIDE]})
        context = self.browser.new_context(
            base_url=self.place.address, locale="en-GB", reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE)
        self.watched.watch(context)
        self.contexts.append(context)
        return Walk(context.new_page())

    # Where

    def tour(self, walk: Walk, stage: str, *starts: str, within: str = "/") -> None:
        """All pages that links lead to from the starts, then the same in each other load."""
        tour = Tour(walk, within, self.wanted, self.is_quick)
        first, *others = loads(self.views)
        looked: dict[str, list[Seen]] = {}

        def look(state: State) -> None:
            if self.wanted(state.kind) and self.is_due(looked.get(state.kind, [])):
                several = looked.setdefault(state.kind, [])
                seen = self.note(stage, state, SOME if several else self.views)
                several.append(seen)
                self.said(len(loads(seen.views)), f"{self.role}: {state.path}")
                self.in_load(walk.page, seen, state, first, is_open=True)

        set_language(walk.page, "en")
        tour.take(starts, look)
        for load in others:
            for kind, several in looked.items():
                for seen in (each for each in several if load in loads(each.views)):
                    # The fullest of a kind, where each is seen but once.
                    path = tour.pages[kind][-1] if self.is_quick else seen.path
                    self.said(0, f"{self.role}: {path}")
                    self.in_load(walk.page, seen, State(path), load)
        set_language(walk.page, "en")
        self.close([seen for several in looked.values() for seen in several], tour)
        if not self.is_quick:
            kinds = {kind: tour.pages[kind] for kind in looked}
            self.states(walk, stage, *errors(kinds, tour.actions))

    def states(self, walk: Walk, stage: str, *states: State) -> None:
        """Each by itself: opened, done, looked at, in each load anew."""
        looked = []
        due = [state for state in states if self.wanted(state.kind)]
        self.said(len(due) * len(loads(self.views)), "")
        for state in due:
            seen = self.note(stage, state, self.views)
            looked.append(seen)
            for load in loads(self.views):
                self.said(0, f"{self.role}: {state.path} {state.name}")
                self.in_load(walk.page, seen, state, load)
        set_language(walk.page, "en")
        self.close(looked, None)

    def close(self, looked: list[Seen], tour: Tour | None) -> None:
        for seen in looked:
            seen.compare()
            self.reached.add(seen.kind)
        if tour:
            self.reached |= tour.reached
            self.unknown |= tour.unknown

    def end(self) -> None:
        self.unknown |= {f"a fault of the page: {fault}" for fault in self.watched.faults}
        for context in self.contexts:
            context.close()

    def findings(self) -> list[str]:
        return sorted(self.unknown) + [
            f"{seen.path} {seen.state}: {fault.check}: {fault.words} ({', '.join(views)})"
            for seen in self.seen
            for fault, views in seen.faults.items()
        ]

    # How

    @property
    def is_quick(self) -> bool:
        return set(self.views) <= set(QUICK)

    def is_due(self, looked: list[Seen]) -> bool:
        return not (self.is_quick and looked)

    def note(self, stage: str, state: State, views: tuple[View, ...]) -> Seen:
        seen = Seen(self.role, stage, state.kind, state.name, state.path, views)
        self.seen.append(seen)
        return seen

    def in_load(
        self, page: Page, seen: Seen, state: State, load: Load, *, is_open: bool = False
    ) -> None:
        """A page that live news loads anew while it is looked at is opened and looked at again."""
        views = [view for view in seen.views if view.load == load]
        for left in reversed(range(TRIES)):
            try:
                if not is_open:
                    open_state(page, state, load)
                while views:
                    show(page, views[0])
                    faults = self.look(page, seen, views[0]) + state.faults(page)
                    seen.found(faults, views[0])
                    del views[0]
                break
            except BrowserError:
                if not left:
                    raise
                is_open = False
        show(page, START)

    def look(self, page: Page, seen: Seen, view: View) -> list[Fault]:
        self.looks += 1
        checks.prepare(page)
        checks.settled(page)
        if view.is_first_of_width:
            faults = checks.axe(page)
            nodes = tree(page)
            faults += checks.names(nodes, page, view.load.language, self.people)
            faults += checks.fits(page) + checks.cut(page)
            is_persons = seen.kind.startswith(FOR_PERSON)
            floor = checks.LEAST_FOR_PERSON if is_persons else checks.LEAST
            faults += checks.targets(page, floor)
            faults += checks.changed(page, "spacing")
            if view.width == WIDE:
                faults += checks.changed(page, "bigger")
                seen.shapes[view.load] = checks.shape(nodes)
                seen.forms[view.load] = page.evaluate("a11y.forms()")
        else:
            faults = checks.axe(page, only_colours=True)
        self.picture(page, seen, view)
        if view.is_walked:
            faults += checks.keyboard(page)
        if view.is_first_of_width and page.evaluate("a11y.openAll()"):
            faults += checks.axe(page) + checks.fits(page) + checks.cut(page)
            page.evaluate("a11y.shutAgain()")
        return list(dict.fromkeys(faults))

    def picture(self, page: Page, seen: Seen, view: View) -> None:
        if self.pictures is None:
            return
        words = f"{self.role} {self.seen.index(seen):03} {view}"
        name = words.replace(",", "").replace(" ", "-") + ".webp"
        (self.pictures / name).write_bytes(whole(page))
        seen.pictures[str(view)] = name


def loads(views: tuple[View, ...]) -> list[Load]:
    return list(dict.fromkeys(view.load for view in views))


def open_state(page: Page, state: State, load: Load) -> None:
    set_language(page, load.language)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setScriptExecutionDisabled", {"value": not load.has_scripts})
    page.goto(state.path)
    state.reach(page)
    # What was built without scripts stays as it is; what measures it may run now.
    devtools.send("Emulation.setScriptExecutionDisabled", {"value": False})
    devtools.detach()


def set_language(page: Page, language: str) -> None:
    """As the switch at the foot of each page does."""
    where = {"domain": "localhost", "path": "/"}
    page.context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, **where}])


def show(page: Page, view: View) -> None:
    size = {"width": view.width, "height": HEIGHTS[view.width]}
    if page.viewport_size != size:
        page.set_viewport_size(size)
    page.emulate_media(
        color_scheme="dark" if view.colours == "dark" else "light",
        forced_colors="active" if view.colours == "forced" else "none",
    )


def whole(page: Page) -> bytes:
    """All of the page, in a window as high as it: what is fixed to the window goes round it."""
    window = page.viewport_size
    assert window
    high = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": window["width"], "height": max(high, window["height"])})
    devtools = page.context.new_cdp_session(page)
    shot = devtools.send("Page.captureScreenshot", {"format": "webp", "quality": 60})
    devtools.detach()
    page.set_viewport_size(window)
    return b64decode(shot["data"])


def people_of(place: Any) -> frozenset[str]:
    """Whom no title may name."""
    rows = place.ask("SELECT called, given_names, family_name FROM people_person")
    return frozenset(word for row in rows for name in row for word in name.split() if len(word) > 1)
