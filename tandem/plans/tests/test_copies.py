"""A copy of an answer says what was read, whatever became of the plan since."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from tandem.audit.models import Event, Verb
from tandem.documents.tests.reading import opened, squeezed, tags_of, text_of
from tandem.own_page.tests.holding import holding
from tandem.plans import rules
from tandem.plans.actions import agreements, goals
from tandem.plans.tests.stories import (
    at_the_desk,
    home_sheet,
    in_persons_hands,
    join_as_person,
    keep_the_flat,
    ring_the_council,
    sit,
)
from tandem.voices.models import Entry, Kind
from tests.page import Pages


@pytest.fixture
def client():
    return Pages()


@pytest.fixture
def at(cast, client):
    """Danielle answered the goal and the whole plan; then the goal got other words."""
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    ring_the_council(cast.imran, goal)
    ring_the_council(cast.imran, goal, who="worker", words="I go with you.")
    sitting = sit(client, cast.imran, cast.danielle)
    told = {"setting": in_persons_hands(sitting), "party": "person", "words": "It is mine."}
    agreements.agree_goal(
        goal=goal,
        act=uuid4(),
        answer="part",
        digest=rules.digest(agreements.read_of(goal)),
        **told,
    )
    agreements.agree_whole(
        person=cast.danielle,
        act=uuid4(),
        answer="no",
        digest=rules.digest(agreements.read_of_plan(goal.thread)),
        **told,
    )
    goals.reword_goal(
        goal=goal,
        setting=at_the_desk(cast.imran),
        act=uuid4(),
        party="both",
        words="I keep my home.",
        origin="both",
    )
    return sitting


def entry(about):
    return Entry.objects.get(kind=Kind.AGREE, about__startswith=about)


def words_on(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def room(sitting, name, door="together", **parts):
    return reverse(f"{door}:{name}", kwargs={"sitting": sitting.pk, **parts})


@pytest.mark.parametrize(
    ("about", "answer", "what"),
    [("goal/", "I agree with part of it", "Goal 1"), ("plan/", "No, I do not agree", "The whole")],
)
def test_it_shows_the_words_that_were_read_and_their_code(cast, client, at, about, answer, what):
    kept = entry(about)
    page = words_on(client.get(room(at, "receipt", entry=kept.pk)))
    code = rules.short_code(kept.saying.value["digest"])
    told = (answer, what, "It is mine.", "“I keep my flat.”", "I go with you.", "by 4 December")
    for words in (*told, code, "Northmoor Probation", "The page was in English."):
        assert words in page
    assert "I keep my home." not in page
    paper = client.get(room(at, "print_receipt", entry=kept.pk)).content
    for words in ("Danielle gave this answer on", answer, "I keep my flat.", "Imran", code):
        assert squeezed(words) in text_of(paper)
    assert len(opened(paper).pages) == 1
    assert {"H1", "H2", "H3", "P"} <= {kind.strip("/") for kind in tags_of(paper)[0]}
    event = Event.objects.filter(verb=Verb.DISCLOSE).latest("pk")
    assert event.recipient == "person"


def test_each_answer_leads_to_its_copy_in_the_room(cast, client, at):
    phone = join_as_person(Pages(), at)
    goal = cast.danielle.threads.get(kind="plan").goals.get()
    for door, reader in (("together", client), ("beside", phone)):
        for name, about, parts in (("goal", "goal/", {"goal": goal.pk}), ("whole", "plan/", {})):
            page = reader.get(room(at, name, door, **parts)).content.decode()
            copy = room(at, "receipt", door, entry=entry(about).pk)
            assert copy in page
            assert reader.get(copy).status_code == 200


def test_there_is_a_copy_of_answers_only_and_of_ones_own(cast, client, at):
    other = keep_the_flat(cast.imran, cast.danielle, words="A garden.")
    said = Entry.objects.get(about=f"goal/{other.pk}")
    for pk in (said.pk, uuid4()):
        for name in ("receipt", "print_receipt"):
            assert client.get(room(at, name, entry=pk)).status_code == 404


def test_the_person_finds_all_of_theirs_on_their_own_page(cast, at):
    own = holding(cast.imran, cast.danielle)
    page = own.phone.get("/page/plan")
    for about in ("goal/", "plan/"):
        path = f"/page/answers/{entry(about).pk}"
        assert path in page.content.decode()
        assert "I keep my flat." in words_on(own.phone.get(path))
        assert squeezed("I keep my flat.") in text_of(own.phone.get(f"{path}/print").content)
    assert own.phone.get(f"/page/answers/{uuid4()}").status_code == 404


def test_on_paper_it_is_in_the_persons_language(cast, client, at):
    cast.danielle.page_language = "cy"
    cast.danielle.save()
    paper = client.get(room(at, "print_receipt", entry=entry("goal/").pk)).content
    assert squeezed("Copi o ateb") in text_of(paper)
