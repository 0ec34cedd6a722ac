"""Sends every role on its visit, two at a time, and gathers what they saw."""

import re
import time
import traceback
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from queue import Empty
from typing import Any

import django

from a11y.addresses import ADDRESSES
from a11y.report import PICTURES, Results, row
from a11y.roles import ROLES
from a11y.views import EVERY, QUICK
from a11y.visit import Visit, people_of
from tests.browser import opened
from tests.journeys.conftest import Place

AT_ONCE = 2  # a browser and a share of the server each; the machines that we promise have two cores
PATIENCE = 600  # seconds without a word from anybody


class Shared(Place):
    """The installation that another process serves."""

    def __init__(self, state: Path, address: str) -> None:
        self.state, self.address = state, address


def visit_all(place: Place, only: str, is_quick: bool, say: Callable[[str], None]) -> Results:
    roles = [role for role in ROLES if wants(only, role, ADDRESSES[role])]
    context = get_context("spawn")
    tasks, told = context.Queue(), context.Queue()
    for role in [*roles, *[None] * AT_ONCE]:
        tasks.put(role)
    began = time.monotonic()
    helpers = [
        context.Process(
            target=go_round,
            args=(tasks, told, place.state, place.address, only, is_quick),
            daemon=True,
        )
        for _ in range(AT_ONCE)
    ]
    for helper in helpers:
        helper.start()
    results = Results()
    total = done = 0
    waiting = set(roles)
    while waiting:
        try:
            what, *rest = told.get(timeout=PATIENCE)
        except Empty:
            results.unknown += [(role, "the visit did not come to an end") for role in waiting]
            break
        if what == "page":
            found, words = rest
            total += found
            if words:
                done += 1
                say(f"page {done} of {total}  {words}")
        else:
            role, pages, unknown, looks = rest
            waiting.remove(role)
            results.pages += pages
            results.unknown += [(role, words) for words in unknown]
            results.looks += looks
    for helper in helpers:
        helper.join(10)
        if helper.is_alive():
            helper.terminate()
    order = list(ROLES)
    results.pages.sort(key=lambda page: order.index(page["role"]))
    results.seconds = time.monotonic() - began
    return results


def wants(only: str, role: str, kinds: str) -> bool:
    return any(re.search(only, f"{role} {kind}") for kind in kinds.split())


def go_round(tasks: Any, told: Any, state: Path, address: str, only: str, is_quick: bool) -> None:
    django.setup()  # addresses are told apart by the product's own list
    place = Shared(state, address)
    with opened() as browser:
        while role := tasks.get():
            visit = Visit(
                browser,
                place,
                role,
                views=QUICK if is_quick else EVERY,
                wanted=lambda kind, role=role: bool(re.search(only, f"{role} {kind}")),
                pictures=PICTURES,
                said=lambda found, words: told.put(("page", found, words)),
                people=people_of(place),
            )
            try:
                ROLES[role](visit)
            except Exception:
                visit.unknown.add(traceback.format_exc())
            visit.end()
            told.put(("role", role, [row(seen) for seen in visit.seen], visit.unknown, visit.looks))
