"""Further pages of the plan: what is said on them stands until it is taken away."""

import tomllib
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tandem.documents.tests.reading import squeezed, text_of
from tandem.lib.readability import check_strings, plain_words
from tandem.lib.refused import Refused
from tandem.plans.actions.leaves import MOST_LINES, add_line, take_line_away
from tandem.plans.leaf import about, lines, used
from tandem.plans.leaves import FILE, leaves, shown_leaves
from tandem.plans.tests.reading import text
from tandem.plans.tests.stories import (
    at_the_desk,
    home_sheet,
    in_persons_hands,
    join_as_person,
    keep_the_flat,
    sit,
)
from tandem.sittings.models import Held
from tandem.voices.fold import Said
from tandem.voices.models import Entry
from tests.architecture.test_words import HERE


def said(seq, key, value, party="person"):
    return Said(
        id=UUID(int=seq), seq=seq, kind="note", about=key, party=party, value=value,
        typed_by="worker", language="en", happened_on=date(2026, 3, 2), recorded_at=None,
        sitting=None, author="Imran", device="", seen=0,
    )  # fmt: skip


def test_a_line_stands_until_it_is_taken_away_and_each_leaf_is_its_own():
    told = [
        said(1, about("bring", "skills", "a"), {"words": "I cook."}),
        said(2, about("bring", "people", "b"), {"words": "My aunt."}),
        said(3, about("safe", "signs", "c"), {"words": "I go quiet."}),
        said(4, about("bring", "skills", "a"), {"words": ""}),
        said(5, about("bring", "give", "d"), None),
    ]
    assert [(one.id, one.part, one.words) for one in lines(told, "bring")] == [
        ("b", "people", "My aunt.")
    ]
    assert [one.words for one in lines(told[:3], "bring")] == ["I cook.", "My aunt."]
    uses = [said(6, "use/b/g1", {"used": True}), said(7, "use/b/g2", {"used": True}),
            said(8, "use/b/g2", {"used": False})]  # fmt: skip
    assert used(uses) == {"g1": ["b"]}


def test_a_heading_names_somebody_also_while_nobody_supports_the_person():
    safe = shown_leaves([], {"person": "Danielle", "worker": ""}, "statutory")["safe"]
    asked = [part.prompt for part in safe.parts if part.said_by == ("worker",)]
    assert asked
    assert all("the worker" in one for one in asked)


@pytest.mark.parametrize("door", ["together", "beside", "desk"])
def test_what_a_person_brings_is_added_used_in_a_goal_and_taken_away(cast, client, door):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    held = Held.PAPER if door == "desk" else Held.SIDE_BY_SIDE
    sitting = sit(client, cast.imran, cast.danielle, held=held)
    at = join_as_person(Client(), sitting) if door == "beside" else client
    plan = f"/{door}/{sitting.pk}/plan"
    page = f"{plan}/pages/bring"
    assert "What can you do? What are you good at?" in text(at.get(page))
    line = uuid4()
    told = {"act": line, "part": "skills", "words": "I mend bikes.", "party": "person"}
    for _twice in range(2):
        assert at.post(page, told).status_code == 302
    assert "I mend bikes." in text(at.get(plan))
    use = {"act": uuid4(), "line": line, "goal": goal.pk, "use": "yes"}
    assert at.post(page, use).status_code == 302
    assert "What I bring: I mend bikes." in text(at.get(plan))
    assert "No goal comes from something good yet." not in text(at.get(plan))
    assert "Used in goal 1." in text(at.get(page))
    assert at.post(page, use | {"act": uuid4(), "use": "no"}).status_code == 302
    assert "What I bring: I mend bikes." not in text(at.get(plan))
    assert at.post(page, {"act": uuid4(), "away": line}).status_code == 302
    assert "I mend bikes." not in text(at.get(plan))
    # What was said is kept.
    assert Entry.objects.filter(about=f"leaf/bring/skills/{line}").count() == 2
    assert at.post(page, told | {"act": uuid4(), "words": " "}).status_code == 422
    for wrong in ({"part": "hobbies"}, {"use": "yes", "goal": uuid4()}):
        assert at.post(page, told | {"act": uuid4()} | wrong).status_code == 404
    assert at.get(f"{plan}/pages/other").status_code == 404


def test_reasons_that_the_person_pins_stand_at_the_top(cast, client):
    home_sheet(cast.imran, cast.danielle)
    sitting = sit(client, cast.imran, cast.danielle)
    plan = f"/together/{sitting.pk}/plan"
    assert "My boy at weekends." in text(client.get(plan))
    told = {"act": uuid4(), "part": "mine", "words": "To walk him to school.", "party": "person"}
    client.post(f"{plan}/pages/reasons", told)
    page = text(client.get(plan))
    assert "My reasons “To walk him to school.”" in page.replace("  ", " ")
    assert "My boy at weekends." not in page
    assert squeezed("To walk him to school.") in text_of(client.get(f"{plan}/print").content)


def test_how_we_stay_safe_is_in_both_voices_and_on_paper(cast, client):
    sitting = sit(client, cast.imran, cast.danielle)
    plan = f"/together/{sitting.pk}/plan"
    for part, party, words in (
        ("signs", "person", "I go quiet."),
        ("signs", "worker", "You miss a meeting."),
        ("must", "worker", "If a child is not safe I ring today."),
    ):
        told = {"act": uuid4(), "part": part, "party": party, "words": words}
        assert client.post(f"{plan}/pages/safe", told).status_code == 302
    wrong = {"act": uuid4(), "part": "must", "party": "person", "words": "I say it."}
    assert client.post(f"{plan}/pages/safe", wrong).status_code == 422
    page = text(client.get(plan))
    assert page.index("I go quiet.") < page.index("You miss a meeting.")
    assert "When does Imran have to act, and how?" in page
    paper = text_of(client.get(f"{plan}/print").content)
    for words in ("How we stay safe", "I go quiet.", "If a child is not safe I ring today."):
        assert squeezed(words) in paper
    phone = join_as_person(Client(), sitting)
    own = phone.get(f"/beside/{sitting.pk}/plan/pages/safe")
    assert "You miss a meeting." in text(own)
    assert b"part-must" in own.content
    assert b'value="must"' not in own.content


def test_in_voluntary_work_it_is_only_offered(cast, client):
    sitting = sit(client, cast.maureen, cast.kofi)
    plan = f"/together/{sitting.pk}/plan"
    assert "Only if you want it." in text(client.get(f"{plan}/pages/safe"))
    assert b'id="leaf-safe"' not in client.get(f"{plan}/part").content


def test_nobody_takes_away_the_words_of_the_other(cast, client):
    sitting = sit(client, cast.imran, cast.danielle)
    told = {"person": cast.danielle, "leaf": "safe"}
    line = uuid4()
    add_line(
        **told,
        setting=at_the_desk(cast.imran),
        act=line,
        part="helps",
        party="worker",
        words="A walk.",
    )
    hers = in_persons_hands(sitting)
    with pytest.raises(Refused):
        take_line_away(**told, setting=hers, act=uuid4(), line=str(line), by="person")
    for number in range(MOST_LINES - 1):
        add_line(
            **told, setting=hers, act=uuid4(), part="helps", party="person", words=f"Way {number}."
        )
    with pytest.raises(Refused):
        add_line(**told, setting=hers, act=uuid4(), part="helps", party="person", words="More.")


def test_the_words_are_plain_and_in_both_languages():
    raw = tomllib.loads(FILE.read_text("utf-8"))
    assert leaves().keys() == raw.keys()
    both = [
        one[key] for one in raw.values() for key in ("name", "lead", "lead_voluntary") if key in one
    ]
    both += [part["prompt"] for one in raw.values() for part in one["parts"].values()]
    assert all(words["en"] != words["cy"] for words in both)
    assert (
        check_strings([("", words["en"]) for words in both], plain_words(HERE / "plain_words.txt"))
        == []
    )
