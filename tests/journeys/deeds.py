"""Does what an effect says with the hands of whoever walks, and reads it back."""

import re
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.urls import Resolver404, resolve
from playwright.sync_api import Locator

from tandem.config.tests import machine
from tests.journeys.effects import NEXT_YEAR, Effect, is_day, row_of
from tests.journeys.hands import Mouse, Walk

PATIENCE = 10  # seconds until what was entered must be in the database
FORMS = """forms => forms.map(f => [
  new URL(f.getAttribute("action") ?? "", location.href).pathname,
  [...f.elements].filter(e => e.tagName === "BUTTON" && !e.ariaHidden)
    .map(e => [e.textContent.trim(), `${e.name}=${e.value}`])
])"""
HELD = """form => [...form.elements].filter(e => e.name && e.type !== "hidden")
  .map(e => [e.name, e.type, e.value, e.checked])"""


# Whether each fold over it is open, from outside in.
FOLDS = """e => {
  const folds = [];
  for (let one = e.parentElement; one; one = one.parentElement)
    if (one.matches("details")) folds.unshift(one.open);
  return folds;
}"""


class Scene:
    """Who is there, and what has come to be known: ids, names and addresses by short words."""

    def __init__(self, place: Any, walks: dict[str, Walk], **known: Any) -> None:
        self.place = place
        self.walks = walks
        self.known: dict[str, Any] = {"person": None, "sitting": None, "next": NEXT_YEAR} | known
        self.owner = machine.as_owner(place.state)

    def end(self) -> None:
        self.owner.close()

    def fill(self, told: Any) -> Any:
        """What is known by now, in place of its word in braces."""
        match told:
            case str():
                return re.sub(r"\{(\w+)\}", lambda found: self.fill(self.word(found[1])), told)
            case dict():
                return {self.fill(key): self.fill(value) for key, value in told.items()}
            case list():
                return [self.fill(one) for one in told]
            case tuple():
                return tuple(self.fill(one) for one in told)
            case _ if callable(told):
                return told(self)
        return told

    def word(self, known: str) -> str:
        value = self.known[known]
        return str(value() if callable(value) else value)

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        known = {word: value for word, value in self.known.items() if not callable(value)}
        rows = self.owner.execute(question, known).fetchall()
        return [tuple(plain(value) for value in row) for row in rows]

    def one(self, question: str) -> Any:
        ((value,),) = self.ask(question)
        return value


def plain(value: Any) -> Any:
    match value:
        case UUID():
            return str(value)
        case date() if not isinstance(value, datetime):
            return value.isoformat()
    return value


def perform(effect: Effect, scene: Scene) -> None:
    """The whole of it: go there, enter, press, and read it back from the database and the page."""
    walk = scene.walks[effect.by]
    if effect.at:
        walk.go(scene.fill(effect.at))
    scene.known["since"] = scene.one("SELECT now()")
    if effect.press:
        form, button = form_of(effect, walk, scene)
        fill_in(effect, walk, scene, form)
        reveal(walk, button)
        walk.hands.press(button)
    else:
        fill_in(effect, walk, scene, walk.page.locator("#sheet"))
        walk.saved()
    stored = eventually(walk, lambda: scene.ask(effect.stored), scene.fill(list(effect.gives)))
    assert stored == scene.fill(list(effect.gives)), (
        f"{effect.view} at {walk.page.url} stored {stored}"
    )
    if effect.leads:
        led = eventually(walk, lambda: row_of(kind_of(walk.page.url)), effect.leads)
        assert led == effect.leads, walk.page.url
    if effect.shows:
        walk.sees(scene.fill(effect.shows))
    for word, where in effect.learns.items():
        scene.known[word] = learned(where, walk, scene)
    if effect.keeps:
        walk.go(scene.fill(effect.at))
        at = form_of(effect, walk, scene)[0] if effect.press else walk.page.locator("#sheet")
        assert held(effect, scene, at) == scene.fill(dict(effect.entered)), walk.page.url


def add(scene: Scene) -> None:
    """Somebody new on the worker's list, for journeys that are about something else."""
    walk = scene.walks["worker"]
    walk.go("/people/new")
    Mouse().write(walk.named("textbox", "What are they called?"), scene.known["person_name"])
    Mouse().press(walk.named("button", "Add this person"))
    walk.at(scene.known["person_name"])
    scene.known["person"] = walk.page.url.split("/people/")[1].strip("/")


def eventually(walk: Walk, look: Callable[[], Any], wanted: Any) -> Any:
    """What is there when it is as wanted, or when patience ends; the page goes on meanwhile."""
    until = time.monotonic() + PATIENCE
    while (found := look()) != wanted and time.monotonic() < until:
        walk.page.wait_for_timeout(20)
    return found


def kind_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def form_of(effect: Effect, walk: Walk, scene: Scene) -> tuple[Locator, Locator]:
    """The form that goes to the effect's address, and its button."""
    words, named = scene.fill(effect.press), scene.fill(effect.named)
    part = walk.page.locator(scene.fill(effect.within) or "body")

    def number() -> int | None:
        for at, (address, buttons) in enumerate(part.locator("form").evaluate_all(FORMS)):
            if row_of(kind_of(address)) == effect.view and any(
                words in own and named in ("", name) for own, name in buttons
            ):
                return at
        return None

    until = time.monotonic() + PATIENCE
    while (at := number()) is None and time.monotonic() < until:
        walk.page.wait_for_timeout(20)
    assert at is not None, f"no form to {effect.view} with {words!r} {named} at {walk.page.url}"
    form = part.locator("form").nth(at)
    buttons = form.locator("button:not([aria-hidden])")
    if own := form.get_attribute("id"):
        buttons = buttons.or_(part.locator(f'button[form="{own}"]'))
    if named:
        name, _, value = named.partition("=")
        buttons = buttons.and_(part.locator(f'[name="{name}"][value="{value}"]'))
    return form, buttons.filter(has_text=words).first


def reveal(walk: Walk, what: Locator) -> None:
    """Open what is folded over it, from outside in."""
    folds = what.locator("xpath=ancestor::details")
    for at, is_open in enumerate(what.evaluate(FOLDS)):
        if not is_open:
            walk.hands.press(folds.nth(at).locator("xpath=./summary"))


def fill_in(effect: Effect, walk: Walk, scene: Scene, form: Locator) -> None:
    for name, value in scene.fill(dict(effect.entered)).items():
        if is_day(name):
            for part, digits in zip(("day", "month", "year"), value.split(), strict=True):
                walk.hands.write(form.locator(f'[name="{name}_{part}"]'), digits)
            continue
        fields = form.locator(f'[name="{name}"]:not([type=hidden])')
        match fields.first.evaluate("e => e.type"):
            case "radio":
                one = form.locator(f'[name="{name}"][value="{value}"]')
                reveal(walk, one)
                walk.hands.choose(one)
            case "checkbox":
                for at in range(fields.count()):
                    is_wanted = fields.nth(at).get_attribute("value") in value
                    if is_wanted:
                        reveal(walk, fields.nth(at))
                    walk.hands.tick(fields.nth(at), is_wanted)
            case "select-one":
                reveal(walk, fields.first)
                walk.hands.pick(fields.first, value)
            case "file":
                walk.hands.give(fields.first, value)
            case "date":
                reveal(walk, fields.first)
                walk.hands.day(fields.first, value)
            case _:
                reveal(walk, fields.first)
                walk.hands.write(fields.first, value)
                if walk.scripts and not effect.press:
                    walk.page.keyboard.press("Tab")  # words are said when the box is left


def held(effect: Effect, scene: Scene, form: Locator) -> dict[str, Any]:
    """What the fields of the effect say now, in the same words as it was entered."""
    found: dict[str, Any] = {}
    for name, kind, value, is_checked in form.evaluate(HELD):
        if kind in ("radio", "checkbox"):
            found.setdefault(name, [] if kind == "checkbox" else "")
            if is_checked:
                found[name] = [*found[name], value] if kind == "checkbox" else value
        else:
            found[name] = value
    wanted = {}
    for name in scene.fill(dict(effect.entered)):
        parts = [found.get(f"{name}_{part}", "") for part in ("day", "month", "year")]
        wanted[name] = " ".join(parts) if is_day(name) else found.get(name)
    return wanted


def learned(where: str, walk: Walk, scene: Scene) -> str:
    """From the database, or from the page: where it stands, and "@" the attribute it is in."""
    if where.strip().startswith("SELECT"):
        return str(scene.one(where))
    place, _, attribute = where.partition("@")
    found = walk.page.locator(place).first
    return (found.get_attribute(attribute) if attribute else found.inner_text()) or ""
