"""Walks a scene of effects: by mouse, by keyboard alone, with scripts off, by finger."""

import base64
import hashlib
import hmac
import secrets
import struct
import time
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from tandem.lib.working_days import working_days_after
from tests.journeys.deeds import Scene, add, perform
from tests.journeys.effects import SCENES
from tests.journeys.hands import Keyboard, Mouse, Walk
from tests.journeys.room import sign_in


@dataclass(frozen=True)
class Manner:
    hands: Mouse | Keyboard = field(default_factory=Mouse)
    options: dict[str, Any] = field(default_factory=dict)


MANNERS = {
    "mouse": Manner(),
    "keyboard": Manner(Keyboard()),
    "no scripts": Manner(options={"java_script_enabled": False}),
    "finger": Manner(options={"viewport": {"width": 320, "height": 640}, "has_touch": True}),
}
USUAL = ["mouse", "keyboard", "no scripts"]
# In which of its manners every run walks a scene; the others are walked by `--thorough`.
ALWAYS = {
    "sheet": "keyboard",
    "plan": "mouse",
    "paper": "no scripts",
    "checks": "finger",
    "shut": "mouse",
    "desk": "keyboard",
    "preparing": "no scripts",
    "own page": "finger",
    "fund": "finger",
    "many": "mouse",
    "organisation": "no scripts",
    "passkeys": "keyboard",
    "author": "keyboard",
}
# A passkey is the browser's own, which only a script can ask for.
ONLY = {
    "passkeys": ["mouse", "keyboard"],
    # Without scripts it is written in the tests beside its app.
    "author": ["keyboard"],
    # The pages of the other doors, where the keyboard walks them.
    "paper": ["mouse", "no scripts"],
    # All that the small checks ask, by finger; without scripts `test_all_that_is_asked.py` does.
    "checks": ["finger"],
    # It is for a phone; its buttons are those of the plan.
    "own page": ["finger"],
    # Plain forms, whose parts other scenes walk by keyboard and without scripts.
    "fund": ["finger"],
    # The same buttons as on the sheet, where the keyboard reaches each.
    "shut": ["mouse", "no scripts"],
}
# Who begins, who else has a screen, and whether it is about somebody new.
WHO = {
    "sheet": ("Imran", ["person"], True),
    "plan": ("Imran", ["person"], True),
    "paper": ("Imran", [], True),
    "checks": ("Imran", [], True),
    "shut": ("Maureen", [], True),
    "desk": ("Imran", [], False),
    "preparing": ("Imran", ["person"], True),
    "own page": ("Imran", ["person"], True),
    "fund": ("Imran", ["author", "person", "coach"], True),
    "many": ("Lowri", [], False),
    "organisation": ("Bea", ["newcomer"], False),
    "passkeys": ("Bea", ["newcomer"], False),
    "author": ("Imran", ["author"], True),
}
# In how many days an answer is owed: another scene of this process may have said so already.
WITHIN = """
    SELECT o.answer_within FROM people_organisation o JOIN people_user u ON u.organisation_id = o.id
    WHERE u.called = %s"""


def ways(scenes: list[str]) -> list[Any]:
    return [
        pytest.param(scene, manner, marks=() if manner == ALWAYS[scene] else pytest.mark.thorough)
        for scene in scenes
        for manner in ONLY.get(scene, USUAL)
    ]


def walk_through(name: str, manner: str, opened: Any, place: Any) -> None:
    called, others, is_about_someone = WHO[name]
    how = MANNERS[manner]

    def screen() -> Walk:
        scripts = how.options.get("java_script_enabled", True)
        return Walk(opened(**how.options), how.hands, scripts=scripts)

    walks = {"worker": screen()} | {other: screen() for other in others}
    mark = secrets.token_hex(4)
    scene = Scene(
        place,
        walks,
        worker=called,
        person_name=f"Gethin {mark}",
        hands="worker" if name == "paper" else "person",
        room="/desk/{sitting}" if name == "paper" else "/together/{sitting}",
        reference=f"R{mark}",
        filed=f"F{secrets.token_hex(4)}",
        email=f"sam-{mark}@example.org",
        team_name=f"Team {mark}",
        teams=f"Team {mark}%",
        waits=f"Wen {mark}",
    )
    for known, staff in (
        ("imran", "Imran"),
        ("other", "Tunde"),
        ("priya", "Priya"),
        ("carys", "Carys"),
    ):
        scene.known[known] = place.one("SELECT id FROM people_user WHERE called = %s", staff)
    held_on = date(2026, 2, 3) if name == "paper" else date.today()
    scene.known["answer_by"] = working_days_after(held_on, place.one(WITHIN, called))
    scene.known["north"] = place.one("SELECT id FROM people_team WHERE name = 'Team North'")
    if "newcomer" in walks:
        carry_an_app(scene, walks["newcomer"])
    if name == "passkeys":
        carry_a_key(walks["newcomer"])
    if name == "own page":
        carry_a_key(walks["person"])
    sign_in(walks["worker"], place, called)
    if "author" in walks:
        sign_in(walks["author"], place, "Bea")
    if "coach" in walks:
        sign_in(walks["coach"], place, "Carys")
    if is_about_someone:
        add(scene)
    for effect in SCENES[name]:
        perform(effect, scene)
    scene.end()


def carry_an_app(scene: Scene, walk: Walk) -> None:
    """What an app for codes does: it reads the key once, then says the code of each half minute."""
    key: list[str] = []

    def code(halves: int) -> str:
        if not key:
            key.append(walk.page.locator(".key").inner_text().replace(" ", ""))
        told = struct.pack(">Q", int(time.time()) // 30 + halves)
        made = hmac.new(base64.b32decode(key[0], casefold=True), told, hashlib.sha1).digest()
        at = made[-1] & 15
        number = struct.unpack(">I", made[at : at + 4])[0] & 0x7FFFFFFF
        return f"{number % 10**6:06}"

    scene.known |= {
        "app": "/sign-in/yours/app",
        "code_before": lambda: code(-1),
        "code_now": lambda: code(0),
        "code_after": lambda: code(1),
    }


def carry_a_key(walk: Walk) -> None:
    """A computer's own passkeys, with an owner who is always there."""
    devtools = walk.page.context.new_cdp_session(walk.page)
    devtools.send("WebAuthn.enable")
    own = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": own})
