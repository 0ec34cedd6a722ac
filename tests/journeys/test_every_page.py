"""Every page by every role: sound for everyone, and no control without a row that says its effect.

Pages are found by following links, controls in the accessibility tree. A control that is in no row
of `effects.ROWS` fails, and so does an address that nobody reached.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, get_resolver, resolve
from playwright.sync_api import expect

from tests.journeys.effects import has_row, row_of
from tests.journeys.hands import Walk
from tests.journeys.room import PIN, join, ready, sign_in
from tests.journeys.sight import controls, fits, sound

# Addresses that no link of these tours leads to, with what opens them.
ELSEWHERE = {
    "healthz": "a machine's question",
    "ui:design": "a page for those who build pages",
    "people:import_check people:import_done people:import_refused": "test_main_job",
    "room:agree room:agree_goal room:unlock room:uncover room:fair room:talk_step": "test_main_job",
    "room:reword_goal room:here sittings:join_token sittings:resume": "test_main_job",
    "room:rows room:plan_part room:waiting": "scripts, in test_main_job",
    "room:set_asking room:blank assessments:print_sitting": "the tests beside their apps",
    "people:allocations signin:password sittings:go": "the tests beside their apps",
    "account_reauthenticate mfa_authenticate mfa_reauthenticate mfa_reauthenticate_webauthn"
    " mfa_deactivate_totp mfa_remove_webauthn mfa_list_webauthn mfa_view_recovery_codes"
    " mfa_generate_recovery_codes": "real proofs, which a demo's staff do not have",
}
PAPERS = re.compile(r"print|blank|refused\.csv|\.svg")
TWICE = 2  # pages of one kind that are looked at: the empty one and a full one, say


@dataclass
class Tour:
    """What one role reaches from where it starts."""

    walk: Walk
    within: str = "/"
    pages: dict[str, list[str]] = field(default_factory=dict)
    actions: set[str] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)
    led_on: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def take(self, *starts: str) -> "Tour":
        waiting = list(starts)
        while waiting:
            path = waiting.pop(0)
            kind = kind_of(path)
            seen = self.pages.setdefault(kind, [])
            if path in seen or len(seen) == TWICE:
                continue
            seen.append(path)
            self.walk.page.goto(path)
            if kind_of(urlsplit(self.walk.page.url).path) != kind:
                self.pages.pop(kind)  # led on: a page for somebody else, or one that is done
                self.led_on.add(kind)
            self.look()
            waiting += [path for path in self.links() if kind_of(path) not in self.led_on]
        return self

    def look(self) -> None:
        try:
            fits(self.walk.page)
            sound(self.walk.page)
        except AssertionError as fault:
            self.unknown.add(str(fault))

    def links(self) -> list[str]:
        onward = []
        for control in controls(self.walk.page):
            if control["href"]:
                path = urlsplit(control["href"]).path
                kind = kind_of(path)
                if not control["href"].startswith(
                    self.walk.page.url.split("/", 3)[2].join(["http://", "/"])
                ):
                    self.unknown.add(f"{control['href']} leads away from here")
                elif kind.rpartition(":")[2] in ("print", "print_plan", "blank") or PAPERS.search(
                    path
                ):
                    self.papers.add(path)
                elif kind and path.startswith(self.within):
                    onward.append(path)
                elif not kind:
                    self.unknown.add(f"{path} leads nowhere")
            elif control["action"]:
                kind = kind_of(urlsplit(control["action"]).path)
                self.actions.add(kind)
                if not has_row(kind, control["name"]):
                    self.unknown.add(
                        f"{control['role']} {control['words']!r}: {kind} {control['name']}"
                    )
            elif not control["is_page_only"]:
                self.unknown.add(f"{control['role']} {control['words']!r} does nothing we know")
        return onward


def kind_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def names(patterns, prefix=""):
    for one in patterns:
        if hasattr(one, "url_patterns"):
            inner = f"{prefix}{one.namespace}:" if one.namespace else prefix
            yield from names(one.url_patterns, inner)
        elif one.name:
            yield prefix + one.name


@pytest.fixture(scope="module")
def reached():
    """Which addresses all the tours together came by."""
    return set()


def test_nobody_signed_in(opened, reached):
    tour = Tour(Walk(opened())).take("/sign-in/", "/join", "/join/door", "/sign-in/link/not-a-link")
    finish(tour, reached)
    assert "home:people" not in tour.pages


@pytest.mark.parametrize("called", ["Imran", "Carys", "Bea", "Maureen"])
def test_the_desk(called, opened, place, reached):
    walk = Walk(opened())
    sign_in(walk, place, called)
    finish(Tour(walk).take("/", "/organisation" if called == "Bea" else "/sign-in/yours"), reached)


@pytest.fixture
def room(opened, place):
    """Imran and somebody new, with everything on their sheet that a page could show."""
    walk = Walk(opened())
    sign_in(walk, place, "Imran")
    ready(walk, "Gethin")
    base = walk.page.url.partition("/areas")[0]
    walk.go(f"{base}/area/home")
    walk.says("home.now", "good")
    walk.open("Say more")
    walk.tells("home.better", "A key of my own.")
    walk.tells("home.w.strength", "Gethin keeps the garden.")
    walk.says("home.w.now", "hard")
    walk.press("I will answer")
    expect(walk.item("home.link")).to_be_attached()
    walk.go(f"{base}/area/home")
    walk.says("home.harm", "none")
    walk.tells("home.w.offer:words", "I ring the housing team.")
    walk.go(f"{base}/differ/home.fact")
    walk.write("How do you see it?", "Nobody asked me.")
    walk.press("Save")
    walk.go(f"{base}/talk/home.now")
    walk.press("Talk about it")
    walk.at("Gethin says")
    for _ in range(9):
        walk.press("Skip this")
    walk.at("Our talk")
    walk.go(f"{base}/plan/goals/add")
    walk.write("What is the goal?", "I have a key.")
    walk.choose("Gethin")
    walk.hands.choose(walk.page.locator("[id='because-home.better-person']"))
    walk.press("Add this goal")
    walk.at("I have a key.")
    form = walk.page.locator(".step-new")
    walk.choose("Gethin", within=form)
    walk.write("What will be done?", "I ask.", within=form)
    walk.press("Add this step")
    walk.sees("I ask.")
    walk.go(f"{base}/areas")
    return walk


def base_of(walk: Walk) -> str:
    return re.match(r"/\w+/[0-9a-f-]{36}", urlsplit(walk.page.url).path)[0]


def test_the_room_and_the_screen_beside_it(room, opened, reached):
    base = base_of(room)
    person = Walk(opened())
    join(room, person, "Gethin")
    beside = base.replace("together", "beside")
    tour = Tour(room, within=base)
    finish(
        tour.take(f"{base}/areas", f"{base}/welcome", f"{base}/screen", f"{base}/areas/more"),
        reached,
    )
    finish(Tour(person, within=beside).take(f"{beside}/areas"), reached)
    # In the person's hands, and covered.
    room.go(f"{base}/plan")
    room.press("Hand the screen to Gethin")
    room.at("Is this the plan?")
    finish(Tour(room, within=base).take(f"{base}/agree", f"{base}/unlock"), reached)
    room.go(f"{base}/unlock")
    room.write("PIN of this sitting", PIN)
    room.press("Take the screen back")
    room.at("Gethin's plan")
    room.press("Cover the page")
    room.at("A short break")
    sound(room.page)
    reached |= {"together:cover", "together:uncover"}


def test_a_sitting_on_paper_is_typed_in_at_the_desk(opened, place, reached):
    walk = Walk(opened())
    sign_in(walk, place, "Imran")
    walk.go("/people/new")
    walk.write("What are they called?", "Hywel")
    walk.press("Add this person")
    walk.at("Hywel")
    walk.follow("Start together")
    walk.choose("On paper, typed in later")
    for part, value in (("Day", "3"), ("Month", "2"), ("Year", "2026")):
        walk.write(part, value)
    walk.press("Start together")
    walk.at("Our sheet")
    base = base_of(walk)
    assert base.startswith("/desk/")
    walk.go(f"{base}/area/home")
    walk.says("home.now", "some")
    finish(Tour(walk, within=base).take(f"{base}/areas"), reached)


def test_someone_who_chose_to_come_opens_what_is_shut(opened, place, reached):
    walk = Walk(opened())
    sign_in(walk, place, "Maureen")
    ready(walk, "Ioan")
    base = base_of(walk)
    walk.go(f"{base}/areas/more")
    walk.press(re.compile("^Open it.*What happened"))
    walk.sees(re.compile("Shut it again"))
    finish(Tour(walk, within=base).take(f"{base}/areas", f"{base}/areas/more"), reached)


def test_no_address_was_passed_by(reached):
    """Runs last: all tours together came by every address, a room's by one of its doors."""
    there_are = {row_of(one) for one in names(get_resolver().url_patterns)}
    missing = there_are - {row_of(one) for one in reached} - set(" ".join(ELSEWHERE).split())
    assert not missing, "\n".join(sorted(missing))


def finish(tour: Tour, reached: set[str]) -> None:
    for path in sorted(tour.papers):
        answer = tour.walk.page.request.get(path)
        assert answer.ok, path
        assert "text/html" not in answer.headers["content-type"], path
        reached.add(kind_of(path))
    in_welsh(tour)
    reached |= set(tour.pages) | tour.actions
    assert not tour.unknown, "\n".join(sorted(tour.unknown))


def in_welsh(tour: Tour) -> None:
    """One page of each kind again: in Welsh, in the dark or in forced colours."""
    page = tour.walk.page
    page.get_by_role("button", name="Cymraeg").first.click()
    for number, paths in enumerate(tour.pages.values()):
        is_dark = number % 2
        page.emulate_media(
            color_scheme="dark" if is_dark else "light",
            forced_colors="none" if is_dark else "active",
        )
        page.goto(paths[-1])
        assert page.locator("html").get_attribute("lang") == "cy", paths[-1]
        tour.look()
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.goto(next(iter(tour.pages.values()))[0])
    page.get_by_role("button", name="English").first.click()
