"""How somebody uses a page: by mouse or finger, or by keyboard alone; with scripts or without."""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error, FilePayload, Locator, Page, expect

from tests.journeys.sight import fits

MOMENT = 3_000  # milliseconds after which one sees that a tap did not take
LONG = 15_000  # milliseconds after which it never will
FURTHEST = 400  # times Tab is pressed before a control counts as out of reach
# Checked; or put away by the page, which offers to mark again in its place.
TAKEN = """found => found.length
  ? found.every(one => one.checked)
  : Boolean(document.querySelector("button[name=again]"))"""
# Which way it is, and how many stops are surely on the way there: a group of circles is one stop or
# none, the parts of a day are several. No page is looked at between them.
THE_WAY = """(e, inGroup) => {
  const at = document.activeElement;
  const isOfGroup = inGroup && at.type === "radio" && at.name === e.name && at.form === e.form;
  if (e === at || isOfGroup) return ["", 0];
  const isAfter = (a, b) =>
    Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
  const isOnward = at === document.body || isAfter(at, e);
  const typed = "input:not([type=hidden], [type=radio])";
  const stops = `a[href], button, select, textarea, summary, ${typed}`;
  const between = [...document.querySelectorAll(stops)].filter(s => s.tabIndex >= 0 && !s.disabled
    && s.checkVisibility({ visibilityProperty: true }) && s !== e && s !== at
    && (isOnward ? isAfter(s, e) && (at === document.body || isAfter(at, s))
      : isAfter(e, s) && isAfter(s, at)));
  return [isOnward ? "Tab" : "Shift+Tab", between.length];
}"""
# How far down the group it is from the one that has the focus; past the last comes the first.
DOWN = """e => {
  const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(e.name)}"]`)]
    .filter(one => one.form === e.form && !one.disabled);
  const far = group.indexOf(e) - group.indexOf(document.activeElement);
  return (far + group.length) % group.length;
}"""


def as_file(file: tuple[str, str | bytes]) -> FilePayload:
    name, words = file
    buffer = words if isinstance(words, bytes) else words.encode()
    return {"name": name, "mimeType": "text/csv", "buffer": buffer}


def is_taken(what: Locator, patience: int = LONG) -> bool:
    """It is chosen. Where each marks first, the page puts a mark away as soon as it is saved, and
    that may be before one could look at it."""
    until = time.monotonic() + patience / 1000
    while time.monotonic() < until:
        with suppress(Error):  # the page is being loaded again
            if what.evaluate_all(TAKEN):
                return True
        what.page.wait_for_timeout(20)
    return False


class Mouse:
    def press(self, what: Locator) -> None:
        what.click()

    def choose(self, what: Locator) -> None:
        """Where it stands: its words may lie over the circle or box, or the other way round. News
        of the other side may move a row between the look and the tap, and a page that asks more is
        loaded again with its folds shut for a moment; then one taps again."""
        if what.is_checked():
            return
        for _ in range(2):
            expect(what).to_be_visible()
            with suppress(Error):
                what.evaluate("e => e.scrollIntoView({block: 'center', behavior: 'instant'})")
                what.click(force=True)
            if is_taken(what, MOMENT):
                return
        assert is_taken(what), what

    def tick(self, what: Locator, is_wanted: bool) -> None:
        if what.is_checked() != is_wanted:
            what.evaluate("e => e.scrollIntoView({block: 'center', behavior: 'instant'})")
            what.click(force=True)
        expect(what).to_be_checked(checked=is_wanted)

    def pick(self, what: Locator, value: str) -> None:
        """From a list; the browser draws it outside of the page, where no test can point."""
        what.select_option(value)

    def give(self, what: Locator, file: tuple[str, str | bytes]) -> None:
        with what.page.expect_file_chooser() as chooser:
            what.click()
        chooser.value.set_files(as_file(file))

    def day(self, what: Locator, day: str) -> None:
        what.fill(day)
        what.blur()

    def write(self, what: Locator, words: str) -> None:
        what.fill(words)


class Keyboard:
    """Tab, arrows, Space and Enter; nothing is pointed at and no focus is set by a script."""

    def press(self, what: Locator) -> None:
        expect(what).to_be_visible()
        self._reach(what)
        what.page.keyboard.press("Enter")

    def choose(self, what: Locator) -> None:
        if what.get_attribute("type") == "checkbox":
            self._reach(what)
            if not what.is_checked():
                what.page.keyboard.press("Space")
        else:
            self._reach(what, in_group=True)
            for _ in range(what.evaluate(DOWN)):
                what.page.keyboard.press("ArrowDown")
            if not what.is_checked():
                what.page.keyboard.press("Space")
        assert is_taken(what), what

    def tick(self, what: Locator, is_wanted: bool) -> None:
        if what.is_checked() == is_wanted and not what.is_visible():
            return  # folded away as it should be, and no stop of the keyboard
        self._reach(what)
        if what.is_checked() != is_wanted:
            what.page.keyboard.press("Space")
        expect(what).to_be_checked(checked=is_wanted)

    def pick(self, what: Locator, value: str) -> None:
        self._reach(what)
        what.page.keyboard.press("Home")
        values = what.locator("option:enabled").evaluate_all("all => all.map((one) => one.value)")
        for _ in range(values.index(value)):
            what.page.keyboard.press("ArrowDown")
        expect(what).to_have_value(value)

    def give(self, what: Locator, file: tuple[str, str | bytes]) -> None:
        self._reach(what)
        with what.page.expect_file_chooser() as chooser:
            what.page.keyboard.press("Space")
        chooser.value.set_files(as_file(file))

    def day(self, what: Locator, day: str) -> None:
        """Its parts in the order of the browser's language, then on and out of the box."""
        self._reach(what)
        year, month, date = day.split("-")
        what.page.keyboard.type(date + month + year)
        while what.evaluate("e => e === document.activeElement"):
            what.page.keyboard.press("Tab")

    def write(self, what: Locator, words: str) -> None:
        self._reach(what)
        what.page.keyboard.press("Control+a")
        what.page.keyboard.press("Delete")
        what.page.keyboard.insert_text(words)

    def _reach(self, what: Locator, *, in_group: bool = False) -> None:
        expect(what).to_be_attached()
        for _ in range(FURTHEST):
            onward, stops = what.evaluate(THE_WAY, in_group)
            if not onward:
                return
            for _ in range(max(stops, 1)):
                what.page.keyboard.press(onward)
        raise AssertionError(f"No way to {what} by keyboard on {what.page.url}")


class Walk:
    """One page of one browser, and whoever holds it. Names are those of the accessibility tree."""

    def __init__(
        self,
        page: Page,
        hands: Mouse | Keyboard | None = None,
        *,
        scripts: bool = True,
        look: Callable[[Page], Any] | None = None,
    ) -> None:
        self.page = page
        # Listened to from the start: asked for with the key that opens it, it can come too late.
        page.on("filechooser", lambda chooser: None)
        self.hands = hands or Mouse()
        self.scripts = scripts
        self.look = look
        self.visited: list[str] = []

    # Where

    def go(self, path: str) -> None:
        answer = None
        for _ in range(10):
            # News may come in just now, and the page that is being left load itself again instead.
            with suppress(Error):
                answer = self.page.goto(path, wait_until="commit", timeout=4_000)
                break
            self.page.wait_for_timeout(300)
        assert answer, path
        assert answer.ok, f"{answer.status} {path}"
        self.arrived()

    def again(self) -> None:
        self.page.reload()
        self.arrived()

    def at(self, heading: str | re.Pattern[str]) -> None:
        """We are on the page of this name, and the page is one that anyone can use."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)
        self.arrived()

    def arrived(self) -> None:
        self.page.wait_for_load_state()
        self.visited.append(self.page.url)
        fits(self.page)
        if self.look:
            self.look(self.page)

    # What is there

    def named(
        self, role: Any, name: str | re.Pattern[str], within: Locator | None = None
    ) -> Locator:
        return (within or self.page).get_by_role(role, name=name).first

    def item(self, key: str) -> Locator:
        return self.page.locator(f"[id='item-{key}']")

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Sooner or later; with scripts off, after looking again."""
        found = self.page.get_by_role("main").get_by_text(words).first
        if not self.scripts:
            with suppress(AssertionError):
                expect(found).to_be_visible(timeout=1000)
                return
            self.again()
        expect(found).to_be_visible()

    # What is done

    def press(self, name: str | re.Pattern[str], role: Any = "button", within: Any = None) -> None:
        self.hands.press(self.named(role, name, within))

    def follow(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        self.press(name, "link", within)

    def choose(self, name: str, role: Any = "radio", within: Locator | None = None) -> None:
        self.hands.choose(self.named(role, name, within))

    def write(self, name: str, words: str, within: Locator | None = None) -> None:
        self.hands.write(self.named("textbox", name, within), words)

    def open(self, name: str) -> None:
        details = self.page.locator("details").filter(has_text=name).first
        if details.get_attribute("open") is None:
            self.hands.press(details.locator("summary").first)

    # The sheet: an act is saved at once by the script, or by the form's button without it

    def says(self, key: str, value: str) -> None:
        self.hands.choose(self.page.locator(f"[id='{key}-{value}']"))
        self.saved()

    def tells(self, key: str, words: str) -> None:
        self.hands.write(self.page.locator(f"[id='{key}']"), words)
        if self.scripts:
            self.page.keyboard.press("Tab")
        self.saved()

    def saved(self) -> None:
        if not self.scripts:
            self.press(re.compile("^Save$"))
            self.arrived()
        # Without scripts nothing keeps the line true but the time of the last save.
        words = "Saved" if self.scripts else re.compile(r"^Last saved at \d\d:\d\d$")
        expect(self.page.locator("#saved")).to_have_text(words)
