"""The code on a receipt can be recomputed from the words that are kept."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.plans import rules
from tandem.plans.actions.agreements import agree_goal, text_of
from tandem.plans.tests.stories import home_sheet, in_persons_hands, keep_the_flat, sit
from tandem.plans.verify import broken, receipts
from tandem.voices.actions import append
from tandem.voices.models import Kind, Party, Saying


@given(st.binary(min_size=32, max_size=32))
def test_a_code_leads_back_to_the_first_digits_of_its_digest(raw):
    digest = raw.hex()
    assert rules.digits_of(rules.short_code(digest)) == digest[:10]
    assert rules.digits_of(rules.short_code(digest).lower().replace("-", "")) == digest[:10]


@pytest.mark.parametrize("code", ["", "K7QM", "K7QM-3XP!", "K7QM-3XPAA", "IIII-OOOO"])
def test_what_is_no_code_leads_nowhere(code):
    assert rules.digits_of(code) == ""


def test_a_receipt_is_found_by_its_code_and_other_words_are_told(cast, client):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    setting = in_persons_hands(sit(client, cast.imran, cast.danielle))
    code = agree_goal(
        goal=goal,
        setting=setting,
        act=uuid4(),
        party="person",
        answer="yes",
        digest=rules.digest(text_of(goal)),
    )
    (one,) = receipts(code)
    assert (one.code, one.party, one.answer, one.holds) == (code, "person", "yes", True)
    assert list(receipts("0000-0000")) == []
    assert broken() == []
    told = Saying.objects.get(value__answer="yes").value
    append(
        goal.thread_id,
        uuid4(),
        setting,
        kind=Kind.AGREE,
        about=f"goal/{goal.pk}",
        party=Party.PERSON,
        value=told | {"text": told["text"] | {"goal": "I give it up."}},
    )
    assert [one.holds for one in receipts(code)] == [True, False]
    assert len(broken()) == 1
