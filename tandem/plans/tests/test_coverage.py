"""What a plan leaves out: a short list of gaps with what mends each, and never a number."""

import re
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.plans.coverage import Held, Left, Mark, left_out, why_not
from tandem.plans.tests.reading import text
from tandem.plans.tests.stories import answer, home_sheet, join_as_person, keep_the_flat, sit
from tandem.sittings.models import Held as HeldHow
from tandem.voices.fold import Said
from tandem.voices.models import Entry, Kind

AREAS = ["home", "money", "drink"]


def said(seq, area, words, party="person"):
    value = {"words": words} if words is not None else None
    return Said(
        id=UUID(int=seq), seq=seq, kind="note", about=f"why-not/{area}", party=party, value=value,
        typed_by="worker", language="en", happened_on=date(2026, 3, 2), recorded_at=None,
        sitting=None, author="Imran", device="", seen=0,
    )  # fmt: skip


def found(picked=None, marks=(), goals=(), whys=(), has_strength=False):
    return left_out(AREAS, picked or {}, marks, goals, whys, has_strength=has_strength)


def test_a_need_comes_first_where_it_was_picked_or_can_lead_to_trouble():
    need, trouble = Mark("money", "need", 3), Mark("money", "trouble", 3)
    harm = Mark("money", "harm", 4)
    assert found(marks=[need]) == []
    assert found(marks=[trouble]) == []
    assert found(marks=[need, Mark("home", "trouble", 4)]) == []
    assert [one.area for one in found(marks=[need, trouble])] == ["money"]
    assert [one.area for one in found(marks=[need, harm])] == ["money"]
    picked = found(picked={"drink": ("Danielle",)}, marks=[need, trouble])
    assert [(one.area, one.picked_by) for one in picked] == [
        ("money", ()),
        ("drink", ("Danielle",)),
    ]


def test_a_goal_covers_it_and_a_reason_stands_with_it():
    picked = {"home": ("Imran",)}
    assert found(picked, goals=[Held(1, frozenset({"home"}), False)]) == []
    assert found(picked, goals=[Held(1, frozenset({"home"}), False, is_open=False)]) == []
    whys = [said(1, "home", "Not yet."), said(2, "home", "After the move."),
            said(3, "home", "I agree.", "worker"), said(4, "money", None)]  # fmt: skip
    ((left),) = found(picked, whys=whys)
    assert [one.value["words"] for one in left.why] == ["After the move.", "I agree."]
    assert why_not(whys).keys() == {"home"}


def test_a_goal_leans_on_something_and_one_of_them_on_something_good():
    bare, good = Held(1, frozenset(), False), Held(2, frozenset({"home"}), True)
    assert found(goals=[bare]) == [Left("goal", number=1)]
    assert found(goals=[Held(1, frozenset(), False, is_open=False)]) == []
    plain = Held(3, frozenset({"home"}), False)
    assert found(goals=[plain], has_strength=True) == [Left("strength")]
    assert found(goals=[plain, good], has_strength=True) == []
    assert found(has_strength=True) == []


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(AREAS), st.just(("Danielle",))),
    st.lists(st.builds(Mark, st.sampled_from(AREAS), st.sampled_from(["need", "trouble", "harm"]),
                       st.integers(0, 4)), max_size=8),
    st.lists(st.frozensets(st.sampled_from(AREAS), min_size=1), max_size=3),
)  # fmt: skip
def test_no_need_that_comes_first_is_without_goal_and_not_listed(picked, marks, covered):
    goals = [Held(at + 1, areas, True) for at, areas in enumerate(covered)]
    listed = {one.area for one in found(picked, marks, goals)}
    reached = frozenset().union(*covered) if covered else frozenset()
    assert listed.isdisjoint(reached)
    assert set(picked) <= listed | reached
    high = {(mark.area, mark.rule == "need") for mark in marks if mark.level >= 3}
    first = {area for area in AREAS if {(area, True), (area, False)} <= high}
    assert first <= listed | reached


@pytest.fixture
def begun(cast):
    home_sheet(cast.imran, cast.danielle)
    for party, area in (("person", "home"), ("worker", "money")):
        answer(cast.imran, cast.danielle, party, "pick/first", area, kind=Kind.PICK)
    answer(cast.imran, cast.danielle, "person", "drink.now", "hard")


@pytest.mark.parametrize("door", ["together", "beside", "desk"])
def test_the_room_lists_it_and_says_why_not(cast, client, begun, door):
    keep_the_flat(cast.imran, cast.danielle)
    held = HeldHow.PAPER if door == "desk" else HeldHow.SIDE_BY_SIDE
    sitting = sit(client, cast.imran, cast.danielle, held=held)
    at = join_as_person(Client(), sitting) if door == "beside" else client
    base = f"/{door}/{sitting.pk}/plan"
    gap = "Imran picked Money first. There is no goal for it yet."
    assert gap in text(at.get(base))
    page = text(at.get(f"{base}/left-out"))
    assert gap in page
    assert "No goal comes from something good yet." in page
    assert "Home" not in page.replace("Back", "")
    why = {"act": uuid4(), "area": "money", "party": "person", "words": "My sister does it."}
    assert at.post(f"{base}/left-out", why).status_code == 302
    assert at.post(f"{base}/left-out", why | {"act": uuid4(), "words": ""}).status_code == 422
    assert at.post(f"{base}/left-out", why | {"area": "no area"}).status_code == 404
    for address in (base, f"{base}/left-out"):
        assert "My sister does it." in text(at.get(address))
    entry = Entry.objects.get(about="why-not/money")
    assert (entry.kind, entry.party) == ("note", "person")


def test_a_joined_device_speaks_for_the_person_alone(cast, client, begun):
    sitting = sit(client, cast.imran, cast.danielle)
    at = join_as_person(Client(), sitting)
    told = {"act": uuid4(), "area": "money", "party": "worker", "words": "No."}
    assert at.post(f"/beside/{sitting.pk}/plan/left-out", told).status_code == 422


def test_the_desk_lists_it_without_a_number_or_what_the_worker_marked_before_the_person(
    cast, begun, sign_in
):
    desk = sign_in(cast.imran)
    address = f"/people/{cast.danielle.pk}/plan"
    assert "Danielle picked Home first." in text(desk.get(address))
    answer(cast.imran, cast.danielle, "worker", "drink.w.now", "hard")
    answer(cast.imran, cast.danielle, "worker", "drink.w.link", "more")
    section = re.search(r'id="left-out".*?</details>', desk.get(address).content.decode(), re.S)
    assert "Drink" not in section[0]
    assert not re.search(r">[^<]*\d[^<]*<", section[0])
