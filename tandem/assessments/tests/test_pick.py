"""The page of areas: the person picks up to three, the worker may add one and says why."""

from uuid import uuid4

from django.urls import reverse

from tandem.assessments.queries import sheet_thread
from tandem.assessments.rules.picks import picks
from tandem.sittings.actions.sittings import see_screen
from tandem.voices.queries import said_in
from tests.rooms import room


def stands(cast):
    return picks(said_in(sheet_thread(cast.danielle).pk))


def test_the_person_picks_and_the_areas_are_marked(together, cast):
    together.post(room(together, "pick"), {"act": str(uuid4()), "area": ["home", "money"]})
    assert stands(cast).today == ("home", "money")
    assert "Go to Home" in together.get(room(together, "areas")).content.decode()


def test_a_fourth_pick_is_refused_with_a_sentence(together, cast):
    answer = together.post(
        room(together, "pick"), {"act": str(uuid4()), "area": ["home", "money", "days", "body"]}
    )
    assert answer.status_code == 400
    assert "Pick up to three" in answer.content.decode()
    assert stands(cast).today == ()


def test_the_worker_adds_one_and_says_why(together, cast):
    data = {"act": str(uuid4()), "party": "worker", "area": "safe", "why": ""}
    refused = together.post(room(together, "pick"), data)
    assert refused.status_code == 400
    assert "Say why this one" in refused.content.decode()
    data |= {"act": str(uuid4()), "why": "The hand-overs."}
    together.post(room(together, "pick"), data)
    assert (stands(cast).worker_adds, stands(cast).worker_why) == ("safe", "The hand-overs.")


def test_two_first_picks_that_differ_both_stand(together, cast):
    for party, area in (("person", "home"), ("worker", "safe")):
        together.post(
            room(together, "pick_first"), {"act": str(uuid4()), "party": party, "area": area}
        )
    assert (stands(cast).first_person, stands(cast).first_worker) == ("home", "safe")
    assert "picked differently" in together.get(room(together, "first")).content.decode()


def test_an_act_without_an_id_is_not_found(together):
    assert together.post(room(together, "pick"), {"area": "home"}).status_code == 404


def test_the_worker_cannot_name_an_area_that_is_shut(cast, sign_in):
    client = sign_in(cast.maureen)
    client.post(
        reverse("sittings:start", kwargs={"person": cast.kofi.pk}), {"held": "side", "pin": "2580"}
    )
    client.sitting = cast.kofi.sittings.get()
    see_screen(sitting=client.sitting)
    data = {"act": str(uuid4()), "party": "worker", "area": "safe", "why": "Because."}
    assert client.post(room(client, "pick"), data).status_code == 400
    data = {"act": str(uuid4()), "party": "worker", "area": "safe"}
    assert client.post(room(client, "pick_first"), data).status_code == 409


def test_what_was_picked_in_an_earlier_sitting_is_not_todays(together, cast):
    together.post(room(together, "pick"), {"act": str(uuid4()), "area": ["home"]})
    said = said_in(sheet_thread(cast.danielle).pk)
    assert picks(said, together.sitting.pk).today == ("home",)
    assert picks(said, uuid4()).today == ()
