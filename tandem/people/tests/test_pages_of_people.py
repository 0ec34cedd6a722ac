"""The doors of the caseload and the organisation, as a browser without scripts uses them."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tandem.audit.models import Event
from tandem.people.models import Person, Team, User, WaitingFile

RAW = (Path(__file__).parent / "data" / "awkward.csv").read_bytes()


def upload(client, raw, name="people.csv"):
    return client.post(reverse("people:import"), {"file": SimpleUploadedFile(name, raw)})


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_a_file_is_shown_first_then_brought_in_then_gone(cast, sign_in):
    client = sign_in(cast.bea)
    raw = (
        b"CRN,Surname,Forename(s),Worker,DOB\nX1,Ward,Kit,Imran Example,\n"
        b"X2,Ward,Kay,,31/02/1990\nX200001,Marsh,Dani,,\n"
    )
    check = upload(client, raw).url
    page = text_of(client.get(check))
    assert "Bring in the 2 people" in page
    assert "That month has no day 31." in page
    assert "<del><bdi>Danielle</bdi></del>" in page
    assert not Person.objects.filter(reference="X1").exists()

    done = client.post(check).url
    assert Person.objects.filter(reference="X1").exists()
    assert "2 people are in." in text_of(client.get(done))
    saved = client.get(reverse("people:import_refused", args=[WaitingFile.objects.get().pk]))
    assert saved.headers["Content-Disposition"] == 'attachment; filename="refused.csv"'
    assert "That month has no day 31." in saved.content.decode("utf-8-sig")
    client.post(done)
    assert not WaitingFile.objects.exists()
    assert client.get(check).url == reverse("people:import")


def test_a_file_without_faults_is_deleted_by_its_import(cast, sign_in):
    client = sign_in(cast.imran)
    response = client.post(upload(client, b"CRN,Surname\nX1,Ward\n").url)
    assert response.url == reverse("people:import")
    assert not WaitingFile.objects.exists()


def test_the_dry_run_leaves_its_trace_for_each_person_it_shows(cast, sign_in):
    client = sign_in(cast.bea)
    client.get(upload(client, b"CRN,Surname,Forename\nX200001,Marsh-Hill,Danielle\n").url)
    [event] = Event.objects.filter(person=cast.danielle.pk)
    assert (event.verb, event.place) == ("consult", "people:import_check")


def test_the_whole_awkward_file_goes_through_the_page(cast, sign_in):
    client = sign_in(cast.bea)
    page = text_of(client.get(upload(client, RAW).url))
    assert "<bdi>Ann\u202eeiram" in page
    assert "<script" not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "This file is empty."),
        (b"PK\x03\x04", "This is a workbook."),
        (b"Colour\nred\n", "No column of this file has a name that we know"),
        (b"Surname\n" + b"x" * (5 * 1024 * 1024), "This file is too big."),
    ],
)
def test_a_file_that_cannot_be_read_says_so_at_the_field(cast, sign_in, raw, sentence):
    assert sentence in text_of(upload(sign_in(cast.imran), raw))
    assert not WaitingFile.objects.exists()


def test_a_file_is_its_bringer_s_alone(cast, sign_in, client):
    check = upload(sign_in(cast.imran), b"CRN,Surname\nX1,Ward\n").url
    assert sign_in(cast.priya).get(check).url == reverse("people:import")


def test_one_person_by_hand(cast, sign_in):
    client = sign_in(cast.imran)
    assert "What are they called?" in text_of(client.get(reverse("people:add")))
    client.post(reverse("people:add"), {"called": "Kit", "mode": "voluntary"})
    kit = Person.objects.get(called="Kit")
    assert kit.allocations.get().worker == cast.imran


def test_what_was_typed_stays_when_something_is_wrong(cast, sign_in):
    page = text_of(
        sign_in(cast.imran).post(
            reverse("people:add"),
            {
                "called": "Kit",
                "mode": "voluntary",
                "order_type": "licence",
                "born_on_day": "31",
                "born_on_month": "2",
                "born_on_year": "1990",
                "family_name": "<b>Ward",
            },
        )
    )
    assert "That month has no day 31." in page
    assert "Someone who chose to come has no order." in page
    assert 'value="&lt;b&gt;Ward"' in page
    assert not Person.objects.filter(called="Kit").exists()


@pytest.mark.parametrize("written", ["X200002", "x200002", "X 200002", " x2 00002"])
def test_a_taken_reference_is_said_on_the_form_and_names_nobody_else_s(cast, sign_in, written):
    told = {"called": "Kit", "mode": "statutory", "reference": written}
    page = text_of(sign_in(cast.imran).post(reverse("people:add"), told))
    assert "This reference cannot be used." in page
    assert "Aled" not in page
    assert not Event.objects.filter(person=cast.aled.pk).exists()
    assert not Person.objects.filter(called="Kit").exists()


@pytest.mark.parametrize("who", ["priya", "carys", "bea"])
def test_who_has_a_reference_is_named_to_those_who_may_see_them(cast, sign_in, who):
    told = {"called": "Kit", "mode": "statutory", "reference": "x 200002"}
    page = text_of(sign_in(getattr(cast, who)).post(reverse("people:add"), told))
    assert "Aled Ŵyn-Jones has this reference already." in page
    [event] = Event.objects.filter(person=cast.aled.pk)
    assert (event.verb, event.what, event.place) == ("consult", "reference", "people:add")


def test_a_reference_is_corrected_to_another_way_of_writing_it_but_not_to_somebody_else_s(
    cast, sign_in
):
    client = sign_in(cast.imran)
    url = reverse("people:correct", args=[cast.danielle.pk])
    told = {"called": "Danielle", "given_names": "Danielle", "family_name": "Marsh"}
    assert client.post(url, told | {"reference": "x 200001"}).status_code == 302
    cast.danielle.refresh_from_db()
    assert cast.danielle.reference == "x 200001"
    page = text_of(client.post(url, told | {"reference": "x200002"}))
    assert "This reference cannot be used." in page
    cast.danielle.refresh_from_db()
    assert cast.danielle.reference == "x 200001"


def test_a_person_is_corrected_and_an_order_too(cast, sign_in):
    client = sign_in(cast.imran)
    url = reverse("people:correct", args=[cast.danielle.pk])
    assert 'value="Marsh"' in text_of(client.get(url))
    client.post(url, {"called": "Dani", "family_name": "Marsh", "page_language": "en"})
    cast.danielle.refresh_from_db()
    assert (cast.danielle.called, cast.danielle.given_names) == ("Dani", "")
    episode = cast.danielle.episodes.get()
    url = reverse("people:correct_episode", args=[cast.danielle.pk, episode.pk])
    text_of(client.get(url))
    client.post(url, {"mode": "statutory", "order_type": "suspended"})
    episode.refresh_from_db()
    assert episode.order_type == "suspended"
    url = reverse("people:add_episode", args=[cast.danielle.pk])
    text_of(client.get(url))
    client.post(url, {"mode": "voluntary"})
    assert cast.danielle.episodes.count() == 2


def test_someone_moved_away_is_no_longer_here(cast, sign_in):
    client = sign_in(cast.imran)
    url = reverse("people:move", args=[cast.danielle.pk])
    text_of(client.get(url))
    response = client.post(url, {"worker": cast.tom.pk, "reason": "Closer to home"})
    assert response.url == "/"
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("name", ["correct", "move", "add_episode"])
@pytest.mark.parametrize("who", ["tom", "maureen", "priya"])
def test_a_stranger_finds_nothing(cast, sign_in, name, who):
    url = reverse(f"people:{name}", args=[cast.danielle.pk])
    assert sign_in(getattr(cast, who)).get(url).status_code == 404


def test_an_administrator_runs_teams_and_staff(cast, sign_in):
    client = sign_in(cast.bea)
    page = text_of(client.get(reverse("people:organisation")))
    assert "Imran Example" in page
    assert "Danielle" not in page
    client.post(reverse("people:add_team"), {"name": "Team West"})
    west = Team.objects.get(name="Team West")
    client.post(reverse("people:rename_team", args=[west.pk]), {"name": "Team Far West"})
    page = text_of(
        client.post(
            reverse("people:invite"),
            {"name": "Nia Pugh", "email": "nia@example.test", "roles": ["worker"], "team": west.pk},
        )
    )
    assert "http://testserver/" in page
    nia = User.objects.get(email="nia@example.test")
    assert (nia.called, nia.roles, nia.team) == ("Nia", ["worker"], west)
    assert Person.objects.get(allocations__worker=nia).is_practice
    url = reverse("people:staff", args=[nia.pk])
    assert "sits with the people allocated to them" in text_of(client.get(url))
    client.post(url, {"roles": ["worker", "manager"], "team": cast.team.pk})
    nia.refresh_from_db()
    assert (nia.roles, nia.team) == (["worker", "manager"], cast.team)
    page = text_of(client.post(reverse("people:reset_sign_in", args=[nia.pk])))
    assert "http://testserver/" in page
    client.post(reverse("people:stop_sign_in", args=[nia.pk]))
    nia.refresh_from_db()
    assert not nia.is_active
    assert "Their sign-in is stopped." in text_of(client.get(url))


@pytest.mark.parametrize("who", ["imran", "carys", "maureen"])
def test_only_administrators_open_the_organisation(cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    for url in (
        reverse("people:organisation"),
        reverse("people:invite"),
        reverse("people:staff", args=[cast.imran.pk]),
        reverse("people:rename_team", args=[cast.team.pk]),
    ):
        assert client.get(url).status_code == 404


def test_another_organisation_s_staff_and_teams_do_not_exist(cast, sign_in):
    client = sign_in(cast.bea)
    elsewhere = Team.objects.create(organisation=cast.harbour, name="Elsewhere")
    assert client.get(reverse("people:staff", args=[cast.maureen.pk])).status_code == 404
    assert client.get(reverse("people:rename_team", args=[elsewhere.pk])).status_code == 404


def test_people_without_a_worker_are_given_one(cast, sign_in):
    cast.danielle.allocations.update(ended_at=cast.danielle.created_at)
    client = sign_in(cast.bea)
    url = reverse("people:allocations")
    assert "Worker for Danielle Marsh (X200001)" in text_of(client.get(url))
    client.post(url, {str(cast.danielle.pk): str(cast.tom.pk)})
    assert cast.danielle.allocations.get(ended_at=None).worker == cast.tom
    assert "No one waits for a worker." in text_of(client.get(url))


def test_a_manager_gives_people_within_the_team_only(cast, sign_in):
    from tandem.people.actions.allocations import move_person
    from tandem.people.actor import System

    move_person(by=System("test"), person=cast.danielle, worker=None, team=cast.team)
    client = sign_in(cast.carys)
    page = text_of(client.get(reverse("people:allocations")))
    assert "Priya Example" in page
    assert "Tom Example" not in page
    url, key = reverse("people:allocations"), str(cast.danielle.pk)
    assert "Choose a worker from the list." in text_of(client.post(url, {key: str(cast.tom.pk)}))
    client.post(url, {key: str(cast.priya.pk)})
    assert cast.danielle.allocations.get(ended_at=None).worker == cast.priya
