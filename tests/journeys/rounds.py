"""The quick form of `./dev a11y`, role by role, as tests."""

from typing import Any

from playwright.sync_api import Browser

from a11y.addresses import ADDRESSES
from a11y.roles import ROLES
from a11y.views import View
from a11y.visit import Visit, people_of


def goes_round(role: str, views: tuple[View, ...], chromium: Browser, place: Any) -> None:
    """Each page is sound for everyone, each control is known, and no address was missed."""
    listed = set(ADDRESSES[role].split())
    people = people_of(place)
    visit = Visit(chromium, place, role, views, wanted=listed.__contains__, people=people)
    try:
        ROLES[role](visit)
    finally:
        visit.end()
    assert not visit.findings(), "\n".join(map(str, visit.findings()))
    assert listed <= visit.reached, f"passed by: {sorted(listed - visit.reached)}"
