"""Every form that takes an amount says what it cannot read, and keeps what was typed."""

from uuid import uuid4

import pytest
from django.utils.html import escape

from tandem.fund.forms import AskForm, MoveForm, ReturnForm, SpendForm, TermsForm
from tandem.fund.models import Request, Transfer
from tandem.fund.rules import money
from tandem.fund.tests.asking import answer, ask, make_fund, spend
from tandem.people.models import Team, User
from tandem.plans.tests.stories import home_sheet, keep_the_flat, sit
from tests.page import Pages

NUMBERS = "Write the amount in numbers, like 45 or 45.50."
MARKS = "Write the amount like 45, 45.50 or 1,200.50: a full stop before the pence."
BAD = [
    ("1.250,50", MARKS),
    ("1,25", MARKS),
    ("12,50", MARKS),
    ("4.5.0", MARKS),
    ("-45", NUMBERS),
    ("12p", NUMBERS),
    ("twelve", NUMBERS),
    ("45 quid", NUMBERS),
    ("£0.00", "Write an amount above nought."),
    ("9,999,999", "That is more than any fund here can hold."),
    ("x" * 10_000, NUMBERS),
    ("4" * 10_000, NUMBERS),
    ("", "Write how much, like 45 or 45.50."),
]


def forms_with(typed):
    """Each form, the field of it that holds the amount."""
    data = {"amount": typed, "most": typed, "most_a_year": typed, "on_the_spot": typed}
    terms = TermsForm(
        data, managers=User.objects.none(), teams=Team.objects.none(), areas=[("home", "Home")]
    )
    return [
        (AskForm(data, funds=[], parties=[("person", "D"), ("worker", "I")]), "amount"),
        (SpendForm(data), "amount"),
        (ReturnForm(data), "amount"),
        (MoveForm(data), "amount"),
        (terms, "most"),
        (terms, "most_a_year"),
        (terms, "on_the_spot"),
    ]


@pytest.mark.parametrize(("typed", "sentence"), BAD)
def test_each_form_says_it_in_a_sentence_and_keeps_what_was_typed(typed, sentence):
    for form, name in forms_with(typed):
        if name == "on_the_spot" and typed == "£0.00":
            continue  # There a manager always decides.
        assert form.errors[name] == [sentence], type(form)
        assert escape(typed) in str(form[name])


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("£1,250.50", 125050), ("1,250.50", 125050), (" £45 ", 4500), ("45.05", 4505), ("£ 45", 4500)],
)
def test_an_amount_with_pounds_and_commas_is_read_in_each(typed, pence):
    for form, name in forms_with(typed):
        assert name not in form.errors
        assert money.minor(form.cleaned_data[name]) == pence


@pytest.fixture
def goal(cast):
    home_sheet(cast.imran, cast.danielle)
    return keep_the_flat(cast.imran, cast.danielle)


def page(client, address, sent):
    answered = client.post(address, {"act": str(uuid4())} | sent)
    assert answered.status_code in (400, 422) or b"error" in answered.content
    return answered.content.decode()


@pytest.mark.django_db
def test_the_pages_hold_what_was_typed_and_nothing_moves(cast, goal):
    fund = make_fund(cast.carys)
    moved = Transfer.objects.count()
    one = ask(cast.imran, goal, fund)
    answer(cast.imran, one)
    worker, manager, typed, why = Pages(), Pages(), "1.250,50", "w" * 10_000
    worker.force_login(cast.imran)
    manager.force_login(cast.carys)
    at = f"/people/{cast.danielle.pk}"
    told = {"what": "Boots.", "why": why, "words_by": "person", "amount": typed}
    for client, address, sent in (
        (worker, f"{at}/plan/goals/{goal.pk}/fund", told),
        (worker, f"{at}/fund/{one.pk}", {"do": "spend", "how": "bought", "amount": typed}),
        (manager, f"/fund/{fund.pk}", {"do": "in", "amount": typed, "words": why}),
        (manager, f"/fund/{fund.pk}", {"do": "out", "amount": typed, "words": why}),
    ):
        seen = page(client, address, sent)
        assert MARKS in seen, address
        assert f'value="{typed}"' in seen
        assert all(words in seen for words in sent.values() if words == why)
    spend(cast.imran, one)
    seen = page(worker, f"{at}/fund/{one.pk}", {"do": "returned", "amount": typed, "words": why})
    assert MARKS in seen
    assert why in seen
    sitting = sit(worker, cast.imran, cast.danielle)
    seen = page(worker, f"/together/{sitting.pk}/plan/goals/{goal.pk}/fund", told)
    assert MARKS in seen
    assert why in seen
    assert (Request.objects.count(), Transfer.objects.count()) == (1, moved + 2)
