"""The fund's pages: asking in the room, a yes on the spot, and what a manager and an owner do."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tandem.audit.models import Event
from tandem.fund.actions.requests import state_of
from tandem.fund.models import Fund, Request
from tandem.fund.rules.requests import State
from tandem.fund.tests.asking import answer, ask, make_fund, spend, typed
from tandem.plans.tests.stories import home_sheet, join_as_person, keep_the_flat, sit
from tests.page import Pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    return keep_the_flat(cast.imran, cast.danielle)


def desk(user):
    client = Pages()
    client.force_login(user)
    return client


def sent(**more):
    return {"act": str(uuid4())} | more


def test_in_the_room_it_is_asked_in_their_words_and_answered_on_the_spot(cast, goal):
    fund = make_fund(cast.carys)
    client = Pages()
    sitting = sit(client, cast.imran, cast.danielle)
    room = f"/together/{sitting.pk}"
    page = client.get(f"{room}/plan/goals/{goal.pk}/fund").content.decode()
    assert "Fresh start" in page
    assert "Imran can say yes up to £50. Above that, a manager does." in page
    answered = client.post(f"{room}/plan/goals/{goal.pk}/fund", typed(fund))
    one = Request.objects.get()
    assert answered.url == f"{room}/fund/{one.pk}"
    assert (one.amount, one.words_by, one.typed_by) == (4500, "person", "worker")
    assert "Imran answers by" in client.get(answered.url).content.decode()
    client.post(answered.url, sent(do="yes", words=""))
    assert state_of(one) is State.YES
    page = client.get(answered.url).content.decode()
    assert "Yes. £45 is kept for this." in page
    client.post(answered.url, sent(do="changed", party="person", words="I would not have begun."))
    assert "I would not have begun." in client.get(answered.url).content.decode()
    assert "£45" in client.get(f"{room}/fund").content.decode()


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("45 quid", "Write the amount in numbers, like 45 or 45.50."),
        ("45,50", "a full stop before the pence"),
        ("0", "Write an amount above nought."),
        ("120", "This fund gives up to £100 at a time."),
    ],
)
def test_what_cannot_be_read_or_given_is_told_and_the_words_stay(cast, goal, amount, sentence):
    fund = make_fund(cast.carys)
    client = desk(cast.imran)
    page = client.post(
        f"/people/{cast.danielle.pk}/plan/goals/{goal.pk}/fund", typed(fund, amount=amount)
    )
    assert page.status_code == 422
    said = page.content.decode()
    assert sentence in said
    assert f'value="{amount}"' in said
    assert "Boots for the site." in said
    assert not Request.objects.exists()


def test_the_persons_own_device_asks_and_never_answers(cast, goal):
    fund = make_fund(cast.carys)
    sitting = sit(Pages(), cast.imran, cast.danielle)
    phone = join_as_person(Pages(), sitting)
    room = f"/beside/{sitting.pk}"
    phone.post(f"{room}/plan/goals/{goal.pk}/fund", typed(fund))
    one = Request.objects.get()
    assert (one.typed_by, one.asked_with) == ("person", cast.imran)
    assert phone.post(f"{room}/fund/{one.pk}", sent(do="yes", words="")).status_code == 409
    assert "Yes or not this time?" not in phone.get(f"{room}/fund/{one.pk}").content.decode()


def test_above_the_limit_it_waits_for_a_manager(cast, goal):
    fund = make_fund(cast.carys)
    one = ask(cast.imran, goal, fund, "80")
    at = f"/people/{cast.danielle.pk}/fund/{one.pk}"
    worker, manager = desk(cast.imran), desk(cast.carys)
    assert "A manager answers by" in worker.get(at).content.decode()
    assert worker.post(at, sent(do="yes", words="")).status_code == 409
    assert "Boots" not in worker.get("/fund").content.decode()
    assert "Boots" in manager.get("/fund").content.decode()
    page = manager.post(at, sent(do="no", words=""))
    assert "Say why. It can be asked again" in page.content.decode()
    manager.post(at, sent(do="no", words="Ask the charity shop first."))
    page = worker.get(at).content.decode()
    assert "Ask the charity shop first." in page
    again = re.search(r'href="([^"]+\?again=[^"]+)"', page)[1]
    assert "Boots for the site." in worker.get(again).content.decode()
    worker.post(again, typed(fund, amount="40"))
    assert Request.objects.get(again=one).amount == 4000
    assert "?again=" not in worker.get(at).content.decode()


def test_what_was_said_yes_to_is_bought_and_the_rest_goes_back(cast, goal):
    fund = make_fund(cast.carys)
    one = ask(cast.imran, goal, fund)
    answer(cast.imran, one)
    at = f"/people/{cast.danielle.pk}/fund/{one.pk}"
    client = desk(cast.imran)
    assert "To buy or pay back" in client.get("/fund").content.decode()
    page = client.post(at, sent(do="spend", how="bought", amount="45.01"))
    assert page.status_code == 422
    assert "That is more than is kept for this request." in page.content.decode()
    client.post(at, sent(do="spend", how="bought", amount="39.99"))
    assert "It cost £39.99." in client.get(at).content.decode()
    client.post(at, sent(do="returned", amount="39.99", words="Wrong size."))
    assert "The money came back." in client.get(at).content.decode()


def test_a_manager_sets_up_a_fund_puts_money_in_and_changes_its_rules(cast):
    client = desk(cast.carys)
    told = {
        "act": str(uuid4()),
        "name": "Fresh start",
        "purpose": "Small things that open a door.",
        "owner": str(cast.carys.pk),
        "most": "100",
        "most_a_year": "50",
        "on_the_spot": "0",
        "answer_within": "3",
        "areas": ["days"],
    }
    page = client.post("/fund/begin", told)
    assert "This is less than it gives at a time." in page.content.decode()
    at = client.post("/fund/begin", told | {"most_a_year": "250"}).url
    fund = Fund.objects.get()
    assert at == f"/fund/{fund.pk}"
    client.post(at, sent(do="in", amount="1,200.50", words="The Friends"))
    page = client.post(at, sent(do="out", amount="2,000", words="Back"))
    assert "There is £1,200.50 left in this fund." in page.content.decode()
    page = client.get(at).content.decode()
    assert "£1,200.50" in page
    assert "A manager says yes or no." in page
    changed = told | {"act": str(uuid4()), "most_a_year": "250", "seen": "1", "close": "yes"}
    client.post(f"{at}/rules", changed)
    assert "closed" in client.get(at).content.decode()
    assert fund.terms.count() == 2


def test_the_owners_page_names_nobody_and_hides_small_numbers(cast, goal):
    fund = make_fund(cast.carys)
    one = ask(cast.imran, goal, fund)
    answer(cast.imran, one)
    spend(cast.imran, one, "40")
    page = desk(cast.bea).get(f"/fund/{fund.pk}").content.decode()
    assert "Danielle" not in page
    assert "Boots" not in page
    assert "Fewer than 5 got a yes." in page
    assert "£160" in page
    for _n in range(4):
        more = ask(cast.imran, goal, fund, "10")
        answer(cast.imran, more)
    page = desk(cast.bea).get(f"/fund/{fund.pk}").content.decode()
    assert "had it within 0 days" in page


def test_a_fund_of_another_organisation_is_not_there(cast, goal):
    fund = make_fund(cast.carys)
    cast.ade.roles = ["manager"]
    cast.ade.save()
    assert desk(cast.ade).get(f"/fund/{fund.pk}").status_code == 404
    assert "Fresh start" not in desk(cast.ade).get("/fund").content.decode()


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 40


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [(PNG, "photo.gif", "png"), (JPEG, "x.exe", "jpeg"), (b"%PDF-1.7 made up", "a.html", "pdf")],
)
def test_a_receipt_is_kept_by_what_is_in_it_and_given_back_as_a_file(cast, goal, raw, name, kind):
    one = ask(cast.imran, goal, make_fund(cast.carys))
    answer(cast.imran, one)
    at = f"/people/{cast.danielle.pk}/fund/{one.pk}"
    client = desk(cast.imran)
    sent_file = SimpleUploadedFile(name, raw, "text/html")
    assert client.post(at, sent(do="receipt", file=sent_file)).status_code == 302
    link = re.search(r'href="([^"]+/receipts/[^"]+)"', client.get(at).content.decode())[1]
    told = client.get(link)
    assert told.content == raw
    assert told["Content-Type"] == {"pdf": "application/pdf"}.get(kind, f"image/{kind}")
    assert told["Content-Disposition"] == f'attachment; filename="receipt.{kind}"'
    assert told["X-Content-Type-Options"] == "nosniff"
    assert Event.objects.filter(person=cast.danielle.pk, what="receipt").exists()
    assert desk(cast.priya).get(link).status_code == 404


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"<html><script>", "Send a picture (PNG or JPEG)"),
        (b"", "Send a picture (PNG or JPEG)"),
        (b"GIF89a" + b"\0" * 40, "Send a picture (PNG or JPEG)"),
        (PNG + b"\0" * (5 * 1024 * 1024), "This file is too big. It may have 5 MB at most."),
    ],
)
def test_what_is_no_receipt_is_not_kept(cast, goal, raw, sentence):
    one = ask(cast.imran, goal, make_fund(cast.carys))
    answer(cast.imran, one)
    at = f"/people/{cast.danielle.pk}/fund/{one.pk}"
    sent_file = SimpleUploadedFile("receipt.png", raw, "image/png")
    page = desk(cast.imran).post(at, sent(do="receipt", file=sent_file))
    assert sentence in page.content.decode()
    assert not one.receipts.exists()


def test_the_table_of_a_fund_says_how_much_and_when_and_nobody(cast, goal):
    fund = make_fund(cast.carys)
    one = ask(cast.imran, goal, fund, "45.50")
    answer(cast.imran, one)
    told = desk(cast.carys).get(f"/fund/{fund.pk}/table.csv")
    assert told["Content-Disposition"] == 'attachment; filename="fund.csv"'
    lines = told.content.decode("utf-8-sig").splitlines()
    assert lines[0] == '"Asked on","How much (GBP)","How it stands","Days to the answer"'
    assert lines[1].endswith('"45.50","yes, not paid for yet","0"')
    assert len(lines) == 2


HOSTILE = {
    "a picture that is a page": PNG[:4] + b"<script>alert(1)</script>",
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a page with a head of a PDF later": b"<html><body>" + b"%PDF-1.7",
    "a program": b"MZ" + b"\0" * 60,
    "an archive": b"PK\x03\x04" + b"\0" * 60,
    "nothing but noughts": b"\0" * 64,
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_only_says_it_is_a_receipt_is_not_kept(cast, goal, raw):
    one = ask(cast.imran, goal, make_fund(cast.carys))
    answer(cast.imran, one)
    at = f"/people/{cast.danielle.pk}/fund/{one.pk}"
    sent_file = SimpleUploadedFile("../../receipt.pdf", raw, "application/pdf")
    page = desk(cast.imran).post(at, sent(do="receipt", file=sent_file))
    assert "Send a picture (PNG or JPEG)" in page.content.decode()
    assert not one.receipts.exists()


def test_what_is_kept_with_a_script_in_it_is_only_ever_a_file(cast, goal):
    """A PDF may hold anything: it goes out to be saved, typed by what was found in it."""
    raw = b"%PDF-1.7 <script>alert(1)</script>"
    one = ask(cast.imran, goal, make_fund(cast.carys))
    answer(cast.imran, one)
    at = f"/people/{cast.danielle.pk}/fund/{one.pk}"
    client = desk(cast.imran)
    client.post(at, sent(do="receipt", file=SimpleUploadedFile("a.html", raw, "text/html")))
    told = client.get(
        re.search(r'href="([^"]+/receipts/[^"]+)"', client.get(at).content.decode())[1]
    )
    assert told["Content-Type"] == "application/pdf"
    assert told["Content-Disposition"].startswith("attachment")
    assert told["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in told["Content-Security-Policy"]
