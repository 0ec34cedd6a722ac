"""Signing in: by password with a code, with what goes wrong on the way."""

import json
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from tandem.people.signed_in import BEGAN, SEEN

PASSWORD = "three quiet green boats"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WRONG = "The email address or the password is not right."
WAIT = "That was tried too often. Wait five minutes, then try again."


@pytest.fixture(autouse=True)
def _no_tries_yet(db, settings):
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick


@pytest.fixture
def imran(cast):
    cast.imran.set_password(PASSWORD)
    cast.imran.save()
    Authenticator.objects.filter(user=cast.imran).delete()
    TOTP.activate(cast.imran, SECRET)
    RecoveryCodes.activate(cast.imran)
    return cast.imran


def code(steps=0):
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + steps))


def give_password(client, email="imran@example.test", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **more)


def is_in(client):
    return client.get(reverse("mfa_index")).status_code == 200


def test_a_password_alone_opens_nothing(client, imran):
    answer = give_password(client)
    assert answer.url == reverse("mfa_authenticate")
    assert client.get("/").url.startswith(reverse("account_login"))
    assert "One more step" in client.get(reverse("mfa_authenticate")).text


def test_password_and_code_sign_in_on_a_new_session(client, imran, events):
    client.get(reverse("account_login"))
    client.cookies["tandem"] = "chosen-by-someone-else"
    give_password(client)
    before = client.session.session_key
    answer = client.post(reverse("mfa_authenticate"), {"code": code()})
    assert answer.url == "/"
    assert client.session.session_key not in (before, "chosen-by-someone-else")
    assert is_in(client)
    assert [each["event"] for each in events] == ["signed_in"]
    assert events[0]["user"] == str(imran.pk)
    assert "imran@" not in json.dumps(events)


def test_a_code_works_once(client, imran):
    now = code()
    give_password(client)
    client.post(reverse("mfa_authenticate"), {"code": now})
    client.post(reverse("account_logout"))
    give_password(client)
    answer = client.post(reverse("mfa_authenticate"), {"code": now})
    assert "That is not right. Try again." in answer.text


def test_a_spare_code_works_once(client, imran):
    spare = Authenticator.objects.get(user=imran, type="recovery_codes").wrap()
    first = spare.get_unused_codes()[0]
    give_password(client)
    assert client.post(reverse("mfa_authenticate"), {"code": first}).url == "/"
    client.post(reverse("account_logout"))
    give_password(client)
    assert client.post(reverse("mfa_authenticate"), {"code": first}).status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, cast, imran):
    cast.tom.is_active = False
    cast.tom.set_password(PASSWORD)
    cast.tom.save()
    pages = []
    for email, password in [
        ("imran@example.test", "not his password"),
        ("nobody@example.test", PASSWORD),
        ("tom@example.test", PASSWORD),
        ("priya@example.test", PASSWORD),
    ]:
        answer = give_password(client, email, password)
        assert answer.status_code == 200
        assert WRONG in answer.text
        assert f'value="{email}"' in answer.text, "what was typed is kept"
        assert password not in answer.text
        form = answer.text.split("<main")[1].replace(email, "")
        pages.append(form.split("csrfmiddlewaretoken")[0])
    assert len(set(pages)) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"login": "", "password": ""}, "Type your email address."),
        ({"login": "imran", "password": "x"}, "That is not an email address."),
        ({"login": "a@example.test\0", "password": "x"}, "a letter here that cannot be kept"),
        ({"login": "imran@example.test", "password": ""}, "Type a password."),
    ],
)
def test_bad_input_is_answered_at_its_field(client, imran, typed, sentence):
    answer = client.post(reverse("account_login"), typed)
    assert sentence in answer.text
    assert answer.text.count("<h1") == 1


def test_an_account_is_held_after_ten_wrong_passwords_and_not_a_known_device(
    client, imran, django_user_model, events
):
    give_password(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.post(reverse("account_logout"))
    stranger = client.__class__()
    for _ in range(10):
        assert WRONG in give_password(stranger, password="wrong", REMOTE_ADDR="2001:db8::1").text
    answer = give_password(stranger, REMOTE_ADDR="2001:db8:9::1")
    assert WAIT in answer.text
    assert give_password(client).url == reverse("mfa_authenticate"), "Imran's own computer"
    assert [each["event"] for each in events][-2:] == ["sign_in_failed", "sign_in_held_back"] or (
        "sign_in_held_back" in {each["event"] for each in events}
    )


def test_a_network_is_held_whichever_addresses_of_it_are_used(client, imran):
    answers = [
        give_password(
            client, f"nobody{number}@example.test", "wrong", REMOTE_ADDR=f"2001:db8::{number:x}"
        )
        for number in range(51)
    ]
    assert WRONG in answers[49].text
    assert WAIT in answers[50].text
    assert WRONG in give_password(client, "else@example.test", REMOTE_ADDR="2001:db8:0:1::1").text


def test_everybody_together_is_held_when_the_tries_come_from_everywhere(client, imran, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"everyone": "5/5m/key"}
    for number in range(5):
        give_password(client, f"n{number}@example.test", "wrong", REMOTE_ADDR=f"192.0.2.{number}")
    assert WAIT in give_password(client, "last@example.test", REMOTE_ADDR="192.0.2.99").text


def test_codes_cannot_be_guessed_for_long(client, imran, events):
    give_password(client)
    for _ in range(10):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert WAIT in client.post(reverse("mfa_authenticate"), {"code": code()}).text
    assert events[0]["event"] == "second_proof_failed"


def test_success_after_failure_is_said_in_the_log(client, imran, events):
    give_password(client, password="wrong")
    give_password(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert [each["event"] for each in events] == [
        "sign_in_failed",
        "signed_in",
        "signed_in_after_failing",
    ]


@pytest.mark.parametrize(
    ("onward", "arrives"),
    [
        ("/sign-in/yours", "/sign-in/yours"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_sign_in_goes_on_only_to_pages_of_its_own(client, imran, onward, arrives):
    client.post(
        reverse("account_login"),
        {"login": "imran@example.test", "password": PASSWORD, "next": onward},
    )
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).url == arrives


def test_half_a_sign_in_can_start_again(client, imran):
    give_password(client)
    assert client.get(reverse("account_login")).url == reverse("mfa_authenticate")
    assert client.post(reverse("account_logout")).url == reverse("account_login")
    assert client.get(reverse("account_login")).status_code == 200


def test_sign_out_ends_the_session_and_clears_the_browser(client, imran, events):
    give_password(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert client.get(reverse("account_logout")).status_code == 405
    answer = client.post(reverse("account_logout"), {"empty": "1"})
    assert answer.url == reverse("account_login")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(client)
    assert events[-1]["event"] == "signed_out"


def test_sign_out_leaves_what_waits_in_the_browser_where_no_script_has_looked(client, imran):
    give_password(client)
    answer = client.post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"cache"'


def test_without_a_second_proof_every_page_leads_to_making_one(client, imran):
    Authenticator.objects.filter(user=imran).delete()
    give_password(client)
    for address in (
        "/",
        "/nowhere",
        reverse("signin:password"),
        reverse("mfa_view_recovery_codes"),
    ):
        assert client.get(address).url == reverse("mfa_index"), address
    page = client.get(reverse("mfa_index")).text
    assert "One more step to be safe" in page
    assert "My people" not in page


def test_an_app_is_set_up_and_spare_codes_are_shown_once(client, imran, events):
    Authenticator.objects.filter(user=imran).delete()
    give_password(client)
    page = client.get(reverse("mfa_activate_totp"))
    assert "data:image/svg+xml" in page.text
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "1"})
    assert "That is not right. Try again." in wrong.text
    secret = client.session["mfa.totp.secret"]
    now = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    answer = client.post(reverse("mfa_activate_totp"), {"code": now}, follow=True)
    assert "Your spare codes" in answer.text
    assert answer.text.count("<code>") == 10
    assert "<code>" not in client.get(reverse("mfa_view_recovery_codes")).text
    assert client.get("/").status_code == 200


def test_changing_how_one_signs_in_asks_again_who_one_is(client, imran):
    give_password(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 16 * 60
    session.save()
    answer = client.get(reverse("mfa_deactivate_totp"))
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert "Is it still you?" in client.get(answer.url).text
    assert "That password is not right." in client.post(answer.url, {"password": "no"}).text
    assert client.post(answer.url, {"password": PASSWORD}).url == reverse("mfa_deactivate_totp")
    assert "Stop using the app?" in client.get(reverse("mfa_deactivate_totp")).text
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get("/").url == reverse("mfa_index"), "a second proof is needed at once"


def test_the_password_is_changed_and_other_sign_ins_end(client, imran):
    other = client.__class__()
    for each, when in ((client, 0), (other, 1)):
        give_password(each)
        each.post(reverse("mfa_authenticate"), {"code": code(when)})
    new = {"old": PASSWORD, "new": "four calm blue stones"}
    wrong = client.post(reverse("signin:password"), new | {"old": "no"})
    assert "That is not your password now." in wrong.text
    short = client.post(reverse("signin:password"), new | {"new": "password1234"})
    assert "too common" in short.text
    assert client.post(reverse("signin:password"), new).url == reverse("mfa_index")
    assert is_in(client)
    assert not Session.objects.filter(pk=other.cookies["tandem"].value).exists(), "streams end too"
    assert not is_in(other)


def test_a_sign_in_ends_after_an_idle_hour_and_after_ten_hours(client, imran, sign_in):
    for key, age in ((SEEN, 60 * 60 + 1), (BEGAN, 10 * 60 * 60 + 1)):
        sign_in(imran).get("/")
        session = client.session
        session[key] -= age
        session.save()
        assert client.get("/").url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_set_password",
        "account_inactive",
        "mfa_download_recovery_codes",
        "mfa_trust",
        "mfa_signup_webauthn",
    ],
)
def test_pages_of_the_library_that_are_not_needed_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "x",
        "null",
        "[]",
        '{"response": 1}',
        '{"id": [], "rawId": 1, "response": {}}',
        '{"id":"a","rawId":"a","type":"public-key","response":{"userHandle":"YQ"}}',
        '{"id":"a","rawId":"a","type":"public-key","response":{"clientDataJSON":null}}',
        '{"id":"a","rawId":"a","type":"public-key","response":{"clientDataJSON":"e30",'
        '"authenticatorData":"AA","signature":"AA","userHandle":7}}',
        '{"id":"a","rawId":"a","type":"public-key","response":{"clientDataJSON":"e30",'
        '"authenticatorData":"AA","signature":"AA","userHandle":"YQ"}}',
        "[" * 5000,
    ],
)
def test_a_broken_passkey_is_answered_with_a_sentence(client, imran, said):
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": said}, follow=True)
    assert answer.status_code == 200
    assert not is_in(client)
    give_password(client)
    answer = client.post(reverse("mfa_authenticate"), {"credential": said})
    assert answer.status_code == 200
    assert not is_in(client)


def test_every_page_is_drawn_by_our_own_templates_and_holds_no_inline_script(client, imran):
    pages = [client.get(reverse("account_login"))]
    give_password(client)
    pages.append(client.get(reverse("mfa_authenticate")))
    client.post(reverse("mfa_authenticate"), {"code": code()})
    names = (
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_index",
        "mfa_add_webauthn",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "signin:password",
    )
    pages += [client.get(reverse(name)) for name in names]
    for page in pages:
        assert page.status_code == 200, page.request["PATH_INFO"]
        assert 'class="word-mark"' in page.text, page.request["PATH_INFO"]
        assert page.text.count("<h1") == 1
        assert " style=" not in page.text
        assert "<script>" not in page.text
        assert "script-src 'self'" in page["Content-Security-Policy"]
        assert page["Cache-Control"] == "no-store"
        assert "placeholder" not in page.text


def test_a_passkey_is_named_as_typed_and_removed_by_its_owner_only(client, cast, imran, sign_in):
    give_password(client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    made = {
        user: Authenticator.objects.create(
            user=user, type="webauthn", data={"name": "<b>Ŵyn</b>", "credential": {}}
        )
        for user in (imran, cast.priya)
    }
    assert "<bdi>&lt;b&gt;Ŵyn&lt;/b&gt;</bdi>" in client.get(reverse("mfa_index")).text
    assert (
        client.post(reverse("mfa_remove_webauthn", args=[made[cast.priya].pk])).status_code == 404
    )
    answer = client.post(reverse("mfa_remove_webauthn", args=[made[imran].pk]), follow=True)
    assert "The passkey is gone." in answer.text
    assert Authenticator.objects.filter(type="webauthn").get().user == cast.priya
