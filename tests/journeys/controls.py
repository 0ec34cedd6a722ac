"""Walks a scene of effects: by mouse, by keyboard alone, with scripts off, on a narrow screen."""

import base64
import hashlib
import hmac
import secrets
import struct
import time
from dataclasses import dataclass, field
from typing import Any

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
    "narrow": Manner(Keyboard(), {"viewport": {"width": 320, "height": 640}}),
}
USUAL = ["mouse", "keyboard", "no scripts"]
# A passkey is the browser's own, which only a script can ask for.
ONLY = {"passkeys": ["mouse", "keyboard"], "narrow": ["narrow"]}
# Who begins, who else has a screen, and whether it is about somebody new.
WHO = {
    "sheet": ("Imran", ["person"], True),
    "plan": ("Imran", ["person"], True),
    "paper": ("Imran", [], True),
    "narrow": ("Imran", [], True),
    "shut": ("Maureen", [], True),
    "desk": ("Imran", [], False),
    "many": ("Lowri", [], False),
    "organisation": ("Bea", ["newcomer"], False),
    "passkeys": ("Bea", ["newcomer"], False),
}


def ways(scenes: list[str]) -> list[tuple[str, str]]:
    return [(scene, manner) for scene in scenes for manner in ONLY.get(scene, USUAL)]


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
    for known, staff in (("imran", "Imran"), ("other", "Tunde"), ("priya", "Priya")):
        scene.known[known] = place.one("SELECT id FROM people_user WHERE called = %s", staff)
    scene.known["north"] = place.one("SELECT id FROM people_team WHERE name = 'Team North'")
    if "newcomer" in walks:
        carry_an_app(scene, walks["newcomer"])
    if name == "passkeys":
        carry_a_key(walks["newcomer"])
    if name == "paper":
        scene.known["in_a_week"] = "2026-02-10"
    sign_in(walks["worker"], place, called)
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
