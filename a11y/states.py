"""States that no link leads to: a form that was sent empty, or filled in wrong."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from a11y import checks
from a11y.tour import State, kind_of
from tandem.config.tests import machine
from tests.journeys.effects import row_of

EMPTY: dict[str, str] = {}
TOO_LONG = {"*": "z" * 10_001}  # in every box
ONE_TOO_LONG = {"*.strength.words": "z" * 10_001}  # of whichever area it is
LATE = {"day": "99", "month": "99", "year": "1"}


def day(name: str) -> dict[str, str]:
    return {f"{name}_{part}": value for part, value in LATE.items()}


# For each page: the form's own address, and what is sent. Text that is not named is sent
# empty, or as "*" says; "*" ticks every box.
ERRORS: dict[str, list[tuple[str, str, dict[str, str]]]] = {
    "account_login": [
        ("sent empty", "account_login", EMPTY),
        ("a wrong password", "account_login", {"login": "nobody@example.test", "password": "no"}),
    ],
    "sittings:join": [
        ("sent empty", "sittings:join", EMPTY),
        ("a wrong code", "sittings:join", {"code": "QQQQQQ"}),
    ],
    "mfa_activate_totp": [("a wrong code", "mfa_activate_totp", {"code": "000000"})],
    "people:add": [
        ("sent empty", "people:add", EMPTY),
        (
            "all wrong",
            "people:add",
            {"mode": "statutory", **day("born_on"), **day("starts_on"), **day("ends_on")},
        ),
    ],
    "people:correct": [("all wrong", "people:correct", day("born_on"))],
    "people:add_episode": [
        ("all wrong", "people:add_episode", {**day("starts_on"), **day("ends_on")})
    ],
    "people:move": [("sent empty", "people:move", {"worker": "", "team": ""})],
    "people:import": [("sent empty", "people:import", EMPTY)],
    "assessments:add_instrument": [("sent empty", "assessments:add_instrument", EMPTY)],
    "assessments:begin_manuscript": [("sent empty", "assessments:begin_manuscript", EMPTY)],
    "people:add_team": [("sent empty", "people:add_team", EMPTY)],
    "people:rename_team": [("sent empty", "people:rename_team", EMPTY)],
    "people:invite": [("sent empty", "people:invite", EMPTY)],
    "restricted:keep": [("sent empty", "restricted:keep", EMPTY)],
    "restricted:open": [
        ("sent empty", "restricted:open", {"compartment": "safeguarding"}),
        (
            "opened",
            "restricted:open",
            {"compartment": "safeguarding", "reason": "We talk with the school tomorrow."},
        ),
    ],
    "restricted:readers": [("sent empty", "restricted:readers", EMPTY)],
    "home:people": [("nobody found", "home:people", {"words": "Zzyzx"})],
    "sittings:start": [("sent empty", "sittings:start", EMPTY)],
    "sittings:resume": [("a PIN too short", "sittings:resume", {"pin": "1"})],
    "preparation:give": [("sent empty", "preparation:give", EMPTY)],
    "preparation:open": [("sent empty", "preparation:open", EMPTY)],
    "preparation:share": [("sent empty", "preparation:share", EMPTY)],
    "preparation:area": [("all too long", "preparation:area", TOO_LONG)],
    "own_page:open": [("sent empty", "own_page:open", EMPTY)],
    "own_page:asks": [("sent empty", "own_page:asks", EMPTY)],
    "room:own_page": [("sent empty", "room:own_page", EMPTY)],
    "fund:begin": [("sent empty", "fund:begin", EMPTY)],
    "fund:terms": [("sent empty", "fund:terms", EMPTY)],
    "fund:fund": [("sent empty", "fund:fund", {"do": "in"})],
    "fund:ask": [("sent empty", "fund:ask", EMPTY), ("all too long", "fund:ask", TOO_LONG)],
    "room:ask_fund": [("sent empty", "room:ask_fund", EMPTY)],
    "plans:meeting": [("sent empty", "plans:meeting", EMPTY)],
    "plans:alone": [("sent empty", "plans:alone", EMPTY)],
    "room:leave": [("sent empty", "room:leave", EMPTY)],
    "room:unlock": [("sent empty", "room:unlock", EMPTY)],
    "room:area": [
        ("all too long", "room:answer", TOO_LONG),
        ("one refused", "room:answer", ONE_TOO_LONG),
    ],
    "room:areas": [("all picked", "room:pick", {"area": "*"})],
    "room:prompt": [("all too long", "room:prompt", TOO_LONG)],
    "room:differ": [("sent empty", "room:differ", EMPTY)],
    "room:add_goal": [("sent empty", "room:add_goal", EMPTY)],
    "room:goal": [
        ("a step sent empty", "room:add_step", day("due_on")),
        ("new words sent empty", "room:reword_goal", EMPTY),
        ("why not asked sent empty", "room:set_asking", {"asked": "could_not"}),
    ],
    "room:change_step": [("all wrong", "room:change_step", day("due_on"))],
    "room:worker_agree_goal": [("sent empty", "room:worker_agree_goal", EMPTY)],
    "room:agree_goal": [("sent empty", "room:agree_goal", EMPTY)],
    "room:agree_whole": [("sent empty", "room:agree_whole", EMPTY)],
    "room:whole": [
        ("sent empty", "room:whole", EMPTY),
        ("why not asked sent empty", "room:set_asking_whole", {"asked": "could_not"}),
    ],
}
# States that no link leads to, and nothing wrong about them.
NO_ERROR = {"nobody found", "opened"}


def errors(pages: dict[str, list[str]], actions: set[str]) -> Iterator[State]:
    """One of each kind of page, sent wrong in each way that a form of the tour can be."""
    there_are = {row_of(kind) for kind in actions}
    for kind, paths in pages.items():
        for name, to, values in ERRORS.get(row_of(kind), []):
            if to in there_are:
                yield Sent(paths[-1], name, to, values)


class Sent(State):
    """A page after its form was sent, past what the browser itself would refuse."""

    def __init__(self, path: str, name: str, to: str, values: dict[str, str]) -> None:
        super().__init__(path, name)
        self.to, self.values = to, values

    def reach(self, page: Page) -> None:
        checks.prepare(page)
        for form in page.evaluate("a11y.forms()"):
            if form["method"] == "post" and row_of(kind_of(form["action"])) == self.to:
                with page.expect_navigation():
                    page.evaluate(
                        "([to, values]) => a11y.send(to, values)", [form["action"], self.values]
                    )
                return
        # Live news may have loaded the page anew just now: then it is opened and looked at again.
        raise BrowserError(f"{urlsplit(page.url).path} has no form to {self.to}")

    def faults(self, page: Page) -> list[checks.Fault]:
        """Above the page's words: what needs another look."""
        if self.name in NO_ERROR or page.locator(".govuk-error-summary li").count():
            return []
        return [checks.Fault(checks.FORMS, "no summary says what was wrong with the form")]


class Busy(Sent):
    """The page that answers while somebody else holds what the form needs, and for too long."""

    def __init__(self, path: str, to: str, values: dict[str, str], place: Any) -> None:
        super().__init__(path, "sent while too much goes on", to, values)
        self.place = place

    def reach(self, page: Page) -> None:
        with machine.as_owner(self.place.state) as owner, owner.transaction():
            owner.execute("LOCK TABLE voices_entry IN SHARE ROW EXCLUSIVE MODE")
            super().reach(page)

    def faults(self, page: Page) -> list[checks.Fault]:
        if page.locator("textarea[readonly]").count():
            return []
        return [checks.Fault(checks.FORMS, "the words that were sent are not shown")]
