"""The worker gives a link in person, and sees nothing of what is made of it until it is shared."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tandem.assessments.queries import newest_release, released
from tandem.documents.tests.reading import squeezed, text_of
from tandem.people.actor import Staff
from tandem.preparation.actions import delete, keep
from tandem.preparation.models import Draft, Preparation
from tandem.preparation.tests.preparing import given, open_on, opened, write
from tests import access
from tests.page import Pages, without_tokens

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
# Whoever may see anything of Danielle.
READERS = ("own", "manager", "administrator", "locked", "guest")
WORDS = "Kanarivogel in my own words"


def asked(day=None, **more):
    day = day or timezone.localdate() + timedelta(days=7)
    return {
        "others": "no",
        "ends_on_day": day.day,
        "ends_on_month": day.month,
        "ends_on_year": day.year,
    } | more


def address(cast):
    return f"/people/{cast.danielle.pk}/prepare"


def test_nothing_is_open_until_a_worker_gives_it(cast, sign_in):
    assert "A link is open" not in sign_in(cast.imran).get(address(cast)).content.decode()
    assert not Preparation.objects.exists()


def test_a_link_is_shown_once_and_kept_as_a_digest(cast, sign_in):
    client = sign_in(cast.imran)
    page = client.post(address(cast), asked()).content.decode()
    link = page.split('id="link" value="')[1].split('"')[0]
    token = link.rpartition("/n/")[2].replace("-", "")
    assert len(token) == 12
    row = Preparation.objects.get()
    assert token not in str(vars(row))
    again = client.get(address(cast)).content.decode()
    assert token not in again.replace("-", "")
    assert "A link is open until" in again
    assert Pages().post(f"/n/{token}", {"pin": "4711"})["Location"] == "/notes"


def test_no_link_is_given_for_a_phone_that_others_read(cast, sign_in):
    for answer in ("yes", ""):
        page = sign_in(cast.imran).post(address(cast), asked(others=answer)).content.decode()
        assert "Something needs another look" in page
    assert not Preparation.objects.exists()


@pytest.mark.parametrize("days", [-1, 29])
def test_a_link_lasts_four_weeks_at_most(cast, sign_in, days):
    day = timezone.localdate() + timedelta(days)
    page = sign_in(cast.imran).post(address(cast), asked(day)).content.decode()
    assert "Choose a day within the next four weeks." in page
    assert not Preparation.objects.exists()


def test_switching_off_works_at_the_next_request_and_deletes_the_drafts(cast, sign_in):
    at = opened(cast.imran, cast.danielle)
    write(at, strength__words=WORDS)
    sign_in(cast.imran).post(f"{address(cast)}/off")
    assert "There is nothing here now." in at.phone.get("/notes").content.decode()
    assert not Draft.objects.exists()


def test_a_new_link_never_shows_what_was_written_through_the_one_before(cast):
    before = opened(cast.imran, cast.danielle)
    write(before, strength__words=WORDS)
    after = opened(cast.imran, cast.danielle)
    assert WORDS not in after.phone.get("/notes/home").content.decode()


def test_the_paper_for_home_holds_the_persons_side_only(cast, sign_in):
    client = sign_in(cast.imran)
    blank = f"/people/{cast.danielle.pk}/sheet/blank?area=home"
    whole, own = (
        squeezed(text_of(client.get(f"{blank}{more}").content)) for more in ("", "&side=own")
    )
    names = {"person": "Danielle", "worker": "Imran"}
    for item in released(newest_release()).area("home").items:
        prompt = squeezed(item.prompt.say("en", names))
        assert prompt in whole
        assert (prompt in own) == (item.party == "person" and not item.needs_notice), item.key
    page = client.get(f"/people/{cast.danielle.pk}/sheet/paper?side=own").content.decode()
    assert "side=own" in page


def pages_of_staff(at):
    """Every address of the product for whoever may see anything of her, but her own phone."""
    kinds = access.places()
    told = {}
    for place in kinds:
        for actor in READERS:
            if place.startswith("preparation:") and place not in (
                "preparation:give",
                "preparation:switch_off",
            ):
                continue
            path = access.address(at, place, actor, kinds[place])
            for method, data in (("GET", None), ("POST", {"words": "Kanarivogel"})):
                with transaction.atomic():
                    # Not as `Pages` asks: how a page is made is looked at elsewhere.
                    form = urlencode(data or {})
                    answer = Client.generic(at.clients[actor], method, path, form, FORM)
                    transaction.set_rollback(True)
                body = b"".join(answer) if answer.streaming else answer.content
                if answer.headers.get("Content-Type") == "application/pdf":
                    body = text_of(body).encode()
                told[f"{method} {place} {actor}"] = without_tokens(body.decode(errors="replace"))
    return told


def test_no_page_export_or_search_of_staff_holds_a_draft(cast):
    at = opened(cast.imran, cast.danielle)
    write(at, now="very_hard", strength__words=WORDS)
    assert WORDS in at.phone.get("/notes/home").content.decode()
    told = pages_of_staff(access.scene(cast))
    assert len(told) > 500
    assert {where for where, body in told.items() if WORDS in body} == set()
    # Nor is anyone found by it; who asked to talk soon stands above the list in any case.
    assert f"/people/{cast.danielle.pk}/" not in told["POST home:people own"]


def test_what_a_worker_is_shown_does_not_differ_by_what_the_person_does(cast, sign_in):
    """Neither on the page of links nor on those of the person: not whether it was opened, how often
    or how much was written."""
    at = given(cast.imran, cast.danielle)
    client = sign_in(cast.imran)
    paths = ["/", f"/people/{at.person.pk}/", address(cast), f"/people/{at.person.pk}/sheet"]

    def pages():
        return [without_tokens(client.get(path).content.decode()) for path in paths]

    unused = pages()
    open_on(at.phone, at)
    assert pages() == unused
    write(at, now="good", strength__words=WORDS)
    assert pages() == unused
    at.phone.post("/notes/leave")
    assert pages() == unused


def test_only_the_worker_who_sits_with_the_person_gives_a_link(cast):
    for user in (cast.priya, cast.carys, cast.bea, cast.ade):
        client = Pages()
        client.force_login(user)
        assert client.post(address(cast), asked()).status_code == 404
    assert not Preparation.objects.exists()


def test_no_action_of_staff_takes_a_draft(cast):
    """Drafts are written and deleted by the device that opened the link, which is not staff."""
    for action in (keep, delete):
        assert str(action.__annotations__["by"]).endswith("Preparer'>")
    assert Staff(cast.imran).device == ""
