"""Links that are handed over: an invitation, a reset, the first administrator, a demo's way in."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as product
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from conftest import as_role
from tandem.lib.refused import Refused
from tandem.people import signin
from tandem.people.actions.signin import (
    invite,
    make_link,
    reset_sign_in,
    set_roles,
    stop_sign_in,
)
from tandem.people.actor import Staff
from tandem.people.models import Mode, Organisation, Role, SignInLink, User
from tandem.people.tests.test_signin import PASSWORD

CHOSEN = {"name": "Nia Example", "called": "Nia", "password": PASSWORD}


@pytest.fixture(autouse=True)
def _no_tries_yet(db, settings):
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick


@pytest.fixture
def by_bea(cast):
    return Staff(cast.bea)


def invite_nia(by, **more):
    return invite(
        by=by,
        **(
            {"email": "Nia@Example.test", "name": "Nia Example", "called": "", "roles": ["worker"]}
            | more
        ),
    )


def main(answer):
    return re.sub(r'value="[^"]{40,}"', "", answer.text)


def test_an_invitation_leads_to_a_password_and_then_to_a_second_proof(client, by_bea, cast, events):
    path = invite_nia(by_bea, team=cast.team)
    nia = User.objects.get(email="nia@example.test")
    assert (nia.organisation, nia.called, nia.roles) == (cast.north, "Nia", ["worker"])
    for _ in range(2):
        assert "Welcome to Tandem" in client.get(path).text, "looking uses nothing up"
    assert client.post(path, CHOSEN).url == "/"
    assert client.get("/").url == reverse("mfa_index")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200, "nothing is asked twice"
    assert [each["event"] for each in events] == [
        "account_made",
        "link_used",
        "password_changed",
        "signed_in",
    ]
    assert str(cast.bea.pk) == events[0]["by"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Type your name."),
        ({"called": " "}, "Type what people call you."),
        ({"called": "x" * 61}, "60 letters at most"),
        ({"password": ""}, "Type a password."),
        ({"password": "short"}, "at least 12 characters"),
        ({"password": "password12345"}, "too common"),
    ],
)
def test_bad_input_keeps_the_link_and_what_was_typed(client, by_bea, typed, sentence):
    path = invite_nia(by_bea)
    answer = client.post(path, CHOSEN | {"name": "Nia Ŵyn-O'Brien"} | typed)
    # 200 on purpose: a 4xx would put the address, and so the link, into the server's log.
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "name" in typed or "Nia Ŵyn-O&#39;Brien" in answer.text
    assert CHOSEN["password"] not in answer.text
    assert "Welcome to Tandem" in client.get(path).text


def test_used_late_and_unknown_links_look_the_same(client, by_bea, settings):
    used = invite_nia(by_bea)
    client.post(used, CHOSEN)
    client.post(reverse("account_logout"))
    late = invite_nia(by_bea, email="late@example.test")
    as_owner_expires(late)
    settings.IS_DEMO = False
    demo = make_link("demo", User.objects.get(email="nia@example.test"))
    unknown = reverse("signin:link", args=["x" * 43])
    for method in (client.get, client.post):
        answers = [method(path) for path in (used, late, demo, unknown)]
        assert {answer.status_code for answer in answers} == {404}
        assert len({main(answer) for answer in answers}) == 1
    assert "This link does not work" in answers[0].text


def as_owner_expires(path):
    """The running product may not change when a link ends, so the owner does it here."""
    as_role(connection, "")
    before = timezone.now() - timedelta(seconds=1)
    SignInLink.objects.order_by("-made_at").filter(used_at=None).update(expires_at=before)
    as_role(connection, product.WEB_ROLE)


def test_a_link_is_stored_as_a_digest_and_a_new_one_ends_the_old(client, by_bea):
    first = invite_nia(by_bea)
    token = first.rsplit("/", 1)[1]
    assert len(token) == 43
    assert not SignInLink.objects.filter(token_hash=token).exists()
    nia = User.objects.get(email="nia@example.test")
    second = reset_sign_in(by=by_bea, user=nia)
    assert SignInLink.objects.get(user=nia, used_at=None).purpose == "invite", "never signed in yet"
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_a_reset_ends_sign_ins_and_forgets_second_proofs(client, cast, by_bea, sign_in):
    cast.imran.set_password(PASSWORD)
    cast.imran.last_login = timezone.now()
    cast.imran.save()
    Authenticator.objects.filter(user=cast.imran).delete()
    TOTP.activate(cast.imran, "JBSWY3DPEHPK3PXP")
    sign_in(cast.imran)
    assert client.get(reverse("mfa_index")).status_code == 200
    key = client.session.session_key
    path = reset_sign_in(by=by_bea, user=cast.imran)
    assert not Session.objects.filter(pk=key).exists(), "streams ask for it"
    assert client.get(reverse("mfa_index")).url.startswith(reverse("account_login"))
    assert not Authenticator.objects.filter(user=cast.imran).exists()
    stranger = client.__class__()
    assert "Choose a new password" in stranger.get(path).text
    assert stranger.post(path, CHOSEN).url == "/"
    assert stranger.get("/").url == reverse("mfa_index")


def test_opening_a_link_never_keeps_a_session_that_was_there_before(client, cast, by_bea, sign_in):
    path = invite_nia(by_bea)
    sign_in(cast.imran)
    session = client.session
    session["planted"] = "by someone else"
    session.save()
    before = session.session_key
    client.post(path, CHOSEN)
    assert client.session.session_key != before
    assert "planted" not in client.session
    assert client.session["_auth_user_id"] == str(User.objects.get(email="nia@example.test").pk)


def test_only_an_administrator_of_the_same_organisation_may(cast, by_bea):
    for by in (Staff(cast.imran), Staff(cast.carys)):
        with pytest.raises(Refused):
            invite_nia(by)
    with pytest.raises(Refused):
        reset_sign_in(by=by_bea, user=cast.maureen)
    with pytest.raises(Refused):
        set_roles(by=by_bea, user=cast.maureen, roles=["administrator"], team=None)
    with pytest.raises(Refused, match="in use already"):
        invite_nia(by_bea, email="IMRAN@example.test")
    with pytest.raises(Refused, match="role"):
        invite_nia(by_bea, roles=["owner"])


def test_roles_change_and_someone_stays_administrator(cast, by_bea, events, client):
    with pytest.raises(Refused, match="No one else"):
        set_roles(by=by_bea, user=cast.bea, roles=["worker"], team=None)
    with pytest.raises(Refused, match="No one else"):
        stop_sign_in(by=by_bea, user=cast.bea)
    set_roles(by=by_bea, user=cast.tom, roles=["manager", "administrator"], team=cast.team)
    cast.tom.refresh_from_db()
    assert (cast.tom.roles, cast.tom.team) == (["manager", "administrator"], cast.team)
    assert events[-1] | {"at": ""} == {
        "at": "",
        "event": "roles_changed",
        "user": str(cast.tom.pk),
        "by": str(cast.bea.pk),
        "before": ["worker"],
        "after": ["manager", "administrator"],
    }
    stop_sign_in(by=by_bea, user=cast.bea)
    cast.bea.refresh_from_db()
    assert not cast.bea.is_active


def test_the_first_administrator_makes_the_organisation(client, db):
    address = signin.first_administrator_link("http://localhost:8000/")
    assert address.startswith("http://localhost:8000/sign-in/link/")
    path = address.removeprefix("http://localhost:8000")
    assert "Begin with Tandem" in client.get(path).text
    empty = client.post(path, {"organisation": ""})
    assert "Type the name of your organisation." in empty.text
    assert "Choose one." in empty.text
    assert not Organisation.objects.exists()
    filled = CHOSEN | {
        "organisation": "Harbour Light",
        "mode": "voluntary",
        "email": "nia@example.test",
        "is_worker": "on",
    }
    client.post(path, filled)
    nia = User.objects.get()
    assert nia.roles == [Role.WORKER, Role.ADMINISTRATOR]
    assert (nia.organisation.name, nia.organisation.mode) == ("Harbour Light", Mode.VOLUNTARY)
    assert client.get("/").url == reverse("mfa_index")
    assert signin.first_administrator_link("http://localhost:8000") is None
    assert client.post(path, filled).status_code == 404


def test_a_new_start_prints_a_new_first_link(client, db):
    first, second = (signin.first_administrator_link("") for _ in range(2))
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_demo_links_exist_only_in_a_demo_and_on_this_computer(client, cast, settings):
    assert signin.demo_links("http://localhost:8000") == []
    settings.IS_DEMO = True
    links = {name: (role, path) for name, role, path in signin.demo_links("")}
    assert links["Imran"][0] == "worker, Team North"
    assert links["Bea"][0] == "administrator, Northmoor Probation"
    path = links["Imran"][1]
    assert client.get(path, REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.get(path, headers={"x-forwarded-for": "127.0.0.1"}).status_code == 404
    assert "Sign in as Imran" in client.get(path).text
    assert client.post(path).url == "/"
    assert client.get("/").status_code == 200, "made-up staff need no second proof"
    assert client.post(path).status_code == 404
    settings.IS_DEMO = False
    Authenticator.objects.filter(user=cast.imran).delete()
    settings.IS_DEMO = True
    for name in ("mfa_index", "mfa_add_webauthn", "mfa_activate_totp"):
        assert client.get(reverse(name)).status_code == 200, name
    settings.IS_DEMO = False
    assert client.get("/").url == reverse("mfa_index"), "such a sign-in is worth nothing elsewhere"


def test_the_server_can_make_a_way_back_in_for_the_only_administrator(client, cast):
    assert signin.way_back_in("", "nobody@example.test") is None
    path = signin.way_back_in("", " BEA@example.test")
    assert not Authenticator.objects.filter(user=cast.bea).exists()
    assert "bea@example.test" in client.get(path).text
