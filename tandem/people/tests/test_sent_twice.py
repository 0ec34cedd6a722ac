"""A form that is sent twice - a second click, a page loaded again - makes one row."""

import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tandem.people.models import Episode, Person, SignInLink, Team, User
from tandem.people.tests.test_pages_of_people import text_of, upload
from tandem.sittings.models import Sitting

PAPER = {"held": "paper", "held_on_day": "5", "held_on_month": "1", "held_on_year": "2026"}


def forms(cast):
    """Address, what is sent, who sends it, and the rows that it adds to."""
    nia = {"name": "Nia Pugh", "email": "Nia@example.test", "roles": ["worker"]}
    danielle = [cast.danielle.pk]
    kit = {"called": "Kit", "mode": "statutory", "reference": "X9", "family_name": "Ward"}
    return {
        "person": (reverse("people:add"), kit, cast.imran, Person.objects.filter(called="Kit")),
        "order": (
            reverse("people:add_episode", args=danielle),
            {"mode": "statutory", "order_type": "licence"},
            cast.imran,
            Episode.objects.filter(order_type="licence"),
        ),
        "team": (reverse("people:add_team"), {"name": "West"}, cast.bea, Team.objects),
        "staff": (reverse("people:invite"), nia, cast.bea, User.objects),
        "paper": (reverse("sittings:start", args=danielle), PAPER, cast.imran, Sitting.objects),
        "sitting": (
            reverse("sittings:start", args=danielle),
            {"held": "side", "pin": "2580"},
            cast.imran,
            Sitting.objects,
        ),
    }


FORMS = ("person", "order", "team", "staff", "paper", "sitting")


@pytest.mark.parametrize("which", FORMS)
def test_a_form_sent_twice_makes_one_row_and_leads_to_the_same(cast, sign_in, which):
    url, sent, who, rows = forms(cast)[which]
    client = sign_in(who)
    before = rows.count()
    sent["act"] = uuid4()
    answers = [client.post(url, sent) for _ in range(2)]
    assert rows.count() == before + 1
    assert answers[0].status_code == answers[1].status_code
    if which == "staff":
        # Only its digest is kept, so the link is made anew; the first, which nobody saw, is shut.
        assert "It works once" in text_of(answers[1])
        assert SignInLink.objects.filter(used_at=None, user__name="Nia Pugh").count() == 1
    else:
        assert answers[0].url == answers[1].url
        if which == "sitting":
            assert answers[0].url == reverse("together:here", args=[Sitting.objects.get().pk])


@pytest.mark.parametrize("which", FORMS)
def test_each_form_carries_an_act_of_its_own(cast, sign_in, which):
    url, _sent, who, _rows = forms(cast)[which]
    client = sign_in(who)
    acts = [
        text_of(client.get(url)).split('name="act"')[1].split('value="')[1].split('"')[0]
        for _ in range(2)
    ]
    assert len(set(acts)) == 2
    assert len(acts[0]) == 36


@pytest.mark.parametrize(
    ("which", "other"),
    [
        ("person", {"called": "Kay", "reference": "X10"}),
        ("order", {"order_type": "suspended"}),
        ("team", {"name": "East"}),
        ("staff", {"email": "other@example.test", "name": "Olu Ade"}),
        ("paper", {"held_on_day": "6"}),
    ],
)
def test_an_old_form_with_other_words_is_asked_about_then_saved(cast, sign_in, which, other):
    url, sent, who, rows = forms(cast)[which]
    client = sign_in(who)
    sent["act"] = uuid4()
    client.post(url, sent)
    before = Person.objects.count(), Team.objects.count(), User.objects.count()
    sent |= other
    page = text_of(client.post(url, sent))
    assert "Send it again to add this as well." in page
    assert before == (Person.objects.count(), Team.objects.count(), User.objects.count())
    sent["act"] = page.split('name="act"')[1].split('value="')[1].split('"')[0]
    assert client.post(url, sent).status_code in (200, 302)
    if which not in ("person", "order"):
        assert rows.count() >= 2
    else:
        assert Person.objects.filter(called="Kay").exists() or Episode.objects.filter(
            order_type="suspended"
        )


def test_a_repeat_after_the_sitting_was_left_leads_to_the_person(cast, sign_in):
    url, sent, who, _rows = forms(cast)["sitting"]
    client = sign_in(who)
    sent["act"] = uuid4()
    client.post(url, sent)
    Sitting.objects.update(locked_sign_in=None)
    assert client.post(url, sent).url == reverse("home:person", args=[cast.danielle.pk])
    assert Sitting.objects.count() == 1


def test_a_repeat_for_someone_who_signed_in_meanwhile_makes_no_link(cast, sign_in):
    url, sent, who, _rows = forms(cast)["staff"]
    client = sign_in(who)
    sent["act"] = uuid4()
    client.post(url, sent)
    nia = User.objects.get(name="Nia Pugh")
    nia.last_login = cast.danielle.created_at
    nia.save()
    made = SignInLink.objects.count()
    assert "Send it again" in text_of(client.post(url, sent))
    assert SignInLink.objects.count() == made


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("which", FORMS)
def test_two_sendings_at_once_make_one_row(cast, which):
    url, sent, who, rows = forms(cast)[which]
    before = rows.count()
    sent["act"] = str(uuid4())
    first = Client()
    first.force_login(who)
    second = Client()
    second.cookies = first.cookies
    together, answers = threading.Barrier(2), []

    def send(client):
        together.wait()
        try:
            answers.append(client.post(url, sent))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[client]) for client in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert rows.count() == before + 1
    assert len({(one.status_code, one.headers.get("Location")) for one in answers}) == 1
    assert len(answers) == 2


def test_an_import_sent_twice_says_where_the_file_is(cast, sign_in):
    client = sign_in(cast.imran)
    check = upload(client, b"CRN,Surname\nX1,Ward\n").url
    assert client.post(check).url == reverse("people:import")
    for send in (client.post, client.get):
        assert send(check).url == reverse("people:import")
        page = text_of(client.get(reverse("people:import")))
        assert "It may be in already, or deleted." in page
    assert Person.objects.filter(reference="X1").count() == 1


def test_an_import_finished_twice_says_so_too(cast, sign_in):
    client = sign_in(cast.imran)
    check = upload(client, b"CRN,Surname,DOB\nX1,Ward,\nX2,Ward,31/02/1990\n").url
    done = client.post(check).url
    assert [client.post(done).url for _ in range(2)] == [reverse("people:import")] * 2


def test_an_import_while_another_one_runs_stays_on_its_page(cast, sign_in, monkeypatch):
    from tandem.lib.refused import Refused
    from tandem.people.actions import caseload

    def busy(organisation):
        raise Refused("Another file is coming in right now.")

    client = sign_in(cast.imran)
    check = upload(client, b"CRN,Surname\nX1,Ward\n").url
    monkeypatch.setattr(caseload, "come_in_alone", busy)
    assert client.post(check).url == check
    assert "Another file is coming in right now." in text_of(client.get(check))
