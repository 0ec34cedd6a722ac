"""A passkey in a real browser: made, used to sign in, used as second step, used to leave."""

import os

import pytest
from django.core.cache import cache
from django.template import engines
from playwright.sync_api import expect

from tandem.people.actions.signin import invite
from tandem.people.actor import Staff
from tandem.people.models import User
from tandem.people.tests.test_signin import PASSWORD
from tests.browser import opened

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def files_as_they_lie(settings):
    """The test server finds files in the source, where they have plain names."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    # Pages look each name up once; names of other tests must not stay, nor these afterwards.
    looked_up = engines["jinja2"].env.globals["static"]
    looked_up.cache_clear()
    yield
    looked_up.cache_clear()


@pytest.fixture
def tab(monkeypatch):
    """A browser with a computer's own passkeys: a platform authenticator that knows its owner."""
    # Playwright keeps a loop of its own in this thread; the product's queries are not part of it.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    cache.clear()
    with opened() as browser:
        context = browser.new_context()
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        made = devtools.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        page.authenticator = (devtools, made["authenticatorId"])
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        yield page


def owner_is_there(tab, is_there):
    devtools, authenticator = tab.authenticator
    devtools.send(
        "WebAuthn.setUserVerified",
        {"authenticatorId": authenticator, "isUserVerified": is_there},
    )


def test_a_passkey_is_made_and_signs_in_by_itself(live_server, cast, tab):
    link = invite(
        by=Staff(cast.bea),
        email="nia@example.test",
        name="Nia Example",
        called="Nia",
        roles=["administrator"],
    )
    at = live_server.url
    tab.goto(at + link)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Go on").click()
    tab.get_by_role("link", name="Add a passkey").click()
    expect(tab.get_by_text("This browser cannot use passkeys")).to_be_hidden()

    owner_is_there(tab, False)
    tab.get_by_role("button", name="Make the passkey").click()
    expect(tab.get_by_role("alert")).to_contain_text("No passkey was made.")

    owner_is_there(tab, True)
    tab.wait_for_timeout(1100)  # a second press within a second counts as one
    tab.get_by_role("button", name="Make the passkey").click()
    expect(tab.get_by_role("heading", name="Your spare codes")).to_be_visible()
    nia = User.objects.get(email="nia@example.test")
    assert [each.type for each in nia.authenticator_set.order_by("pk")] == [
        "webauthn",
        "recovery_codes",
    ]

    tab.get_by_role("button", name="Sign out").click()
    tab.get_by_role("button", name="Sign in with a passkey").click()
    expect(tab.get_by_role("button", name="Sign out")).to_be_visible()
    assert nia.authenticator_set.get(type="webauthn").last_used_at

    # With the password first, the passkey is the second step.
    tab.get_by_role("button", name="Sign out").click()
    tab.get_by_label("Email address").fill("nia@example.test")
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    tab.get_by_role("button", name="Use my passkey").click()
    expect(tab.get_by_role("button", name="Sign out")).to_be_visible()

    # Somebody who has left gets no further with it.
    tab.get_by_role("button", name="Sign out").click()
    User.objects.filter(pk=nia.pk).update(is_active=False)
    tab.get_by_role("button", name="Sign in with a passkey").click()
    expect(tab.get_by_text("That passkey did not work.").first).to_be_visible()
    assert not [each for each in tab.complaints if "Content Security Policy" in each]
