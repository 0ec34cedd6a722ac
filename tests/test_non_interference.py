"""Whether or not hidden things are there, nobody else's page, paper, copy or search differs.

Worlds are made up by chance (`tests/worlds.py`, by the number of the world); something is hidden in
each, and what everybody else can open is compared with how it was before: every byte, the headers,
and how often the database is asked. Each pair looks at a third of all pages by chance, so that many
pairs meet each page often. `--pairs` says how many. Fields that a shared screen may not fetch:
`tests/test_shared_screen.py`.
"""

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from tandem.assessments.tests.talking import say
from tests.worlds import HIDDEN, differing, hide, look, make

pytestmark = pytest.mark.django_db

# Pairs of one world, at most: it is made and looked at once, and other things are hidden each time.
OF_ONE = 20
SHARE = 1 / 3


def test_worlds_that_differ_in_what_is_hidden_are_the_same_to_everybody_else(cast, request):
    often = request.config.getoption("--pairs")
    of_one = min(OF_ONE, often // 2)  # one in statutory work and one in voluntary, at least
    hidden, met = {}, {}
    # What is noted once a minute would be noted on one of two pages.
    with time_machine.travel(timezone.now(), tick=False):
        for number in range(often // of_one):
            with transaction.atomic():
                for names, found, pages in pairs(make(cast, number), of_one, is_first=number == 0):
                    assert found == {}, f"world {number}, {names}"
                    for counted, each in ((hidden, names), (met, pages)):
                        counted |= {one: counted.get(one, 0) + 1 for one in each}
                transaction.set_rollback(True)
            print(f"world {number}:", *sorted(hidden.items()), flush=True)
    assert set(hidden) == set(HIDDEN), "everything that can be hidden was hidden in some world"
    least, most = min(met.values()), max(met.values())
    print(f"{often // of_one * of_one} pairs; {len(met)} pages, met {least} to {most} times")


def pairs(world, often, *, is_first):
    if is_first:
        look(world)  # what is drawn once for each process is drawn
    before = look(world)
    for _ in range(often):
        with transaction.atomic():
            names = hide(world)
            now = look(world, SHARE)
            transaction.set_rollback(True)
        yield names, differing(before, now, names), [where.split()[0] for where in now]
    # That a difference is seen is known by what is not hidden.
    say(world.at, "person", "home.now", "good")
    assert differing(before, look(world, SHARE), [])
