"""What is wrong with one view of a page. Each check gives sentences; no sentence, no fault."""

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Page

from a11y.tree import Node
from tandem.config.assets import BUILD

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What another colour can change in a page that does not move.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
AXE, KEYBOARD, REFLOW, TARGETS, NAMES, FORMS = (
    "axe",
    "keyboard",
    "reflow",
    "target size",
    "names",
    "forms",
)
LEAST, LEAST_FOR_PERSON = 24, 44  # pixels; what WCAG 2.5.8 asks, and what our own pages promise
# Pages on a phone that others may look at: their titles say nothing of what they are for.
NEUTRAL = ("/notes", "/n/", "/page", "/o/", "/calendar")
MORE_STOPS = 30  # than there should be, before a walk by keyboard is given up


class Fault(NamedTuple):
    check: str
    words: str


@cache
def _axe() -> str:
    return (BUILD / "axe" / "axe.min.js").read_text("utf-8")


@cache
def _measures() -> str:
    return Path(__file__).with_name("measures.js").read_text("utf-8")


def prepare(page: Page) -> None:
    """Given through the debugger: the page's own policy lets no script of another origin in."""
    page.evaluate(f"globalThis.a11y || (() => {{ {_measures()} }})()")


def settled(page: Page) -> None:
    """What fades in is judged when it has come."""
    page.evaluate("Promise.allSettled(document.getAnimations().map(a => a.finished)).then(() => 0)")


def axe(page: Page, *, only_colours: bool = False) -> list[Fault]:
    if not page.evaluate("typeof globalThis.axe === 'object'"):
        page.evaluate(f"(() => {{ {_axe()} }})()")
    wanted = {"type": "rule", "values": OF_COLOURS} if only_colours else RULES
    asked = json.dumps({"runOnly": wanted, "resultTypes": ["violations"]})
    said = page.evaluate(f"axe.run(document, {asked}).then(r => JSON.stringify(r.violations))")
    return [
        Fault(AXE, f"{fault['id']} ({fault['help']}): {node['target']} {_why(node)}")
        for fault in json.loads(said)
        for node in fault["nodes"]
    ]


def _why(node: dict[str, Any]) -> str:
    return " ".join(str(node.get("failureSummary", "")).split())


def fits(page: Page) -> list[Fault]:
    """No page scrolls sideways."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [Fault(REFLOW, f"{wide} pixels wide in a window of {window}")] if wide > window else []


def cut(page: Page) -> list[Fault]:
    return [Fault(REFLOW, each) for each in page.evaluate("a11y.cut()")]


def changed(page: Page, what: str) -> list[Fault]:
    """`spacing` or `bigger`: whatever the reader's own style loses that was there before."""
    before = set(cut(page))
    page.evaluate("what => a11y.change(what)", what)
    faults = [*fits(page), *(fault for fault in cut(page) if fault not in before)]
    page.evaluate("a11y.change('')")
    return [Fault(REFLOW, f"with {WAYS[what]}: {fault.words}") for fault in faults]


WAYS = {"spacing": "wider text spacing", "bigger": "words twice as big"}


def targets(page: Page, floor: int) -> list[Fault]:
    small = page.evaluate("floor => a11y.small(floor)", floor)
    return [Fault(TARGETS, f"{each}, less than {floor}") for each in small]


def keyboard(page: Page) -> list[Fault]:
    """Tab, all the way round: each control once, in order, seen, and never a trap."""
    begun = page.evaluate("a11y.begin()")
    names: list[str] = begun["names"]
    faults = [f"{name} has an order of its own" for name in begun["early"]]
    came: list[dict[str, Any]] = []
    for _ in range(len(names) + MORE_STOPS):
        page.keyboard.press("Tab")
        at = page.evaluate("a11y.here()")
        if at is None or at["isScroller"]:
            continue
        is_again = (
            bool(came) and at["index"] == came[-1]["index"] and at["name"] == came[-1]["name"]
        )
        if is_again and at["isDate"]:
            continue  # its parts: day, month, year, calendar
        if is_again and len(names) > 1:
            faults.append(f"{at['name']} keeps the focus")
            break
        if came and at["index"] == came[0]["index"] and at["name"] == came[0]["name"]:
            break
        came.append(at)
    else:
        faults.append(f"no way back to {came[0]['name'] if came else 'the start'} by Tab")
    page.evaluate("a11y.rest()")
    counted = Counter(at["index"] for at in came)
    faults += [f"Tab never reaches {name}" for i, name in enumerate(names) if not counted[i]]
    faults += [f"Tab reaches {names[i]} {n} times" for i, n in counted.items() if i >= 0 and n > 1]
    for at in came:
        if at["index"] < 0:
            faults.append(f"Tab reaches {at['name']}, which is no control")
        if not at["isMarked"]:
            faults.append(f"{at['name']} does not show that it has the focus")
        if at["covered"]:
            faults.append(f"{at['name']} has the focus {at['covered']}")
    faults += _out_of_order(came)
    return [Fault(KEYBOARD, each) for each in faults]


def _out_of_order(came: list[dict[str, Any]]) -> Iterable[str]:
    """As the document has it, and within one part of a page never back up the same column."""
    for one, other in pairwise(came):
        if one["index"] < 0 or other["index"] < 0 or other["index"] == 0:
            continue
        if other["index"] < one["index"]:
            yield f"{other['name']} comes after {one['name']}"
        (left, top, right, _), (left2, _, right2, bottom2) = one["box"], other["box"]
        is_above = bottom2 <= top - 4 and left2 < right and left < right2
        if one["group"] == other["group"] and is_above:
            yield f"{other['name']} stands above {one['name']} and comes after it"


def names(nodes: list[Node], page: Page, language: str, people: frozenset[str]) -> list[Fault]:
    faults = [
        f"a {node.role} without a name: {node.element.tag} {node.element.attributes}"
        for node in nodes
        if node.is_control and not node.words.strip()
    ]
    leads: dict[str, str] = {}
    for node in nodes:
        if node.role == "link" and node.href:
            words, place = (
                f"{node.words} {node.about}".strip(),
                urlsplit(node.href)._replace(query=""),
            )
            if leads.setdefault(words, place.geturl()) != place.geturl():
                faults.append(
                    f"two links called {words!r} lead to {leads[words]} and {place.geturl()}"
                )
    headings = [(node.level, node.words) for node in nodes if node.role == "heading"]
    firsts = [words for level, words in headings if level == 1]
    if len(firsts) != 1:
        faults.append(f"{len(firsts)} headings of the first level: {firsts}")
    for (level, words), (deeper, inner) in pairwise(headings):
        if deeper > level + 1:
            faults.append(f"heading {inner!r} ({deeper}) stands under {words!r} ({level})")
    title = page.title()
    if "Tandem" not in title and not urlsplit(page.url).path.startswith(NEUTRAL):
        faults.append(f"the title {title!r} does not say Tandem")
    named = people & set(title.replace(",", " ").replace(":", " ").split())
    if named:
        faults.append(f"the title {title!r} names {', '.join(sorted(named))}")
    told = page.locator("html").get_attribute("lang")
    if told != language:
        faults.append(f"the page says that it is in {told!r}, not {language!r}")
    return [Fault(NAMES, each) for each in faults]


def shape(nodes: list[Node]) -> list[str]:
    """What is on the page apart from its words: the same in each language."""
    return [
        f"{node.role} {node.level or ''} {node.name}".strip()
        for node in nodes
        if node.is_control or node.role in ("heading", "main", "navigation", "form", "list")
    ]


def same_shape(english: list[str], welsh: list[str]) -> list[Fault]:
    lost, more = Counter(english) - Counter(welsh), Counter(welsh) - Counter(english)
    return [Fault(NAMES, f"in English only: {each}") for each in lost] + [
        Fault(NAMES, f"in Welsh only: {each}") for each in more
    ]


def same_forms(with_scripts: list[dict[str, Any]], without: list[dict[str, Any]]) -> list[Fault]:
    """Each form is there without scripts, with each of its fields and a way to send it."""
    faults = []
    fields: dict[str, set[str]] = {}
    for form in without:
        fields.setdefault(form["action"], set()).update(form["fields"])
        if not form["canSend"]:
            faults.append(f"without scripts nothing sends the form to {form['action']}")
    for form in with_scripts:
        if form["action"] not in fields:
            faults.append(f"without scripts there is no form to {form['action']}")
            continue
        missing = set(form["fields"]) - fields[form["action"]]
        faults += [f"without scripts {form['action']} has no {name!r}" for name in sorted(missing)]
    return [Fault(FORMS, each) for each in faults]
