"""The code on a receipt can be recomputed from the words that are kept."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from tandem.plans import rules
from tandem.plans.actions.agreements import agree_goal, read_of
from tandem.plans.queries import plan_of
from tandem.plans.receipt import receipt_of
from tandem.plans.tests.stories import (
    home_sheet,
    in_persons_hands,
    keep_the_flat,
    ring_the_council,
    sit,
)
from tandem.plans.verify import broken, receipts
from tandem.voices.actions import append
from tandem.voices.models import Kind, Party, Saying

NAMES = {"person": "Danielle", "worker": "Imran"}


@given(st.binary(min_size=32, max_size=32))
def test_a_code_leads_back_to_the_first_digits_of_its_digest(raw):
    digest = raw.hex()
    assert rules.digits_of(rules.short_code(digest)) == digest[:10]
    assert rules.digits_of(rules.short_code(digest).lower().replace("-", "")) == digest[:10]


@pytest.mark.parametrize("code", ["", "K7QM", "K7QM-3XP!", "K7QM-3XPAA", "IIII-OOOO"])
def test_what_is_no_code_leads_nowhere(code):
    assert rules.digits_of(code) == ""


@pytest.fixture
def answered(cast, client):
    """Danielle says yes to a goal that she reads in this language; gives it with the code."""

    def answer(language):
        home_sheet(cast.imran, cast.danielle)
        goal = keep_the_flat(cast.imran, cast.danielle)
        ring_the_council(cast.imran, goal)
        ring_the_council(cast.imran, goal, who="worker")
        with override(language):
            digest = rules.digest(read_of(goal))
        code = agree_goal(
            goal=goal,
            setting=in_persons_hands(sit(client, cast.imran, cast.danielle), language),
            act=uuid4(),
            party="person",
            answer="yes",
            digest=digest,
        )
        return goal, code

    return answer


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
        digest=rules.digest(read_of(goal)),
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


def test_the_words_around_and_their_language_are_bound_too(answered):
    goal, code = answered("cy")
    value = Saying.objects.get(value__answer="yes").value
    assert value["around"] == {
        "language": "cy",
        "goals": [
            {
                "label": "Nod 1",
                "required": "",
                "by": "",
                "steps": [["Danielle", "erbyn 4 Rhagfyr 2026"], ["Imran", "erbyn 4 Rhagfyr 2026"]],
            }
        ],
    }
    (one,) = receipts(code)
    assert (one.language, one.holds) == ("cy", True)
    for other in (
        {"language": "en"},
        {"goals": [value["around"]["goals"][0] | {"label": "Nod 2"}]},
    ):
        changed = value | {"around": value["around"] | other}
        assert rules.bound_to(changed) != value["digest"]
    assert rules.bound_to(value | {"form": 3}) != value["digest"]
    with override("en"):
        assert rules.short_code(rules.digest(read_of(goal))) != code


def test_an_answer_of_the_first_form_holds_by_its_own_rule(cast, client, answered):
    """Before the fixed words were kept the digest was over the text alone."""
    goal, _code = answered("en")
    text = read_of(goal)["text"]
    old = {"answer": "no", "words": "", "digest": rules.digest(text), "text": text}
    said = append(
        goal.thread_id,
        uuid4(),
        in_persons_hands(sit(client, cast.imran, cast.danielle), "cy"),
        kind=Kind.AGREE,
        about=f"goal/{goal.pk}",
        party=Party.PERSON,
        value=old,
    ).entry
    (one,) = receipts(rules.short_code(old["digest"]))
    assert (one.answer, one.language, one.holds) == ("no", "cy", True)
    shown = plan_of(cast.danielle, NAMES, mode="statutory", today=date(2026, 11, 22)).active[0]
    assert (shown.person.answer, shown.person.stands) == ("no", True)
    assert shown.person.code == rules.short_code(old["digest"])
    copy = receipt_of(cast.danielle, said.pk, NAMES)
    assert (copy.read_in, copy.fixed_in) == ("The page was in Welsh.", "en")
    assert [step.who_name for step in copy.goals[0].steps] == ["Danielle", "Imran"]
