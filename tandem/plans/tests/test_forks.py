"""Two or three ways side by side, talked about in both voices, and one of them taken."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from conftest import as_role
from tandem.documents.tests.reading import squeezed, text_of
from tandem.documents.words import Words
from tandem.lib.refused import Refused
from tandem.plans.actions.forks import (
    MOST_OPEN,
    add_way,
    open_fork,
    say_free,
    say_of_way,
    take_told_away,
    take_way,
    tell_came,
)
from tandem.plans.forks import forks
from tandem.plans.forks_on_paper import forks_on_paper
from tandem.plans.tests.reading import text
from tandem.plans.tests.stories import (
    at_the_desk,
    home_sheet,
    in_persons_hands,
    join_as_person,
    keep_the_flat,
    sit,
    two_ways,
)
from tandem.sittings.models import Held
from tandem.voices.fold import Said
from tandem.voices.models import Act, Entry

NAMES = {"person": "Danielle", "worker": "Imran"}
ONE = UUID(int=1)


def said(seq, about, value, party="person"):
    return Said(
        id=UUID(int=seq), seq=seq, kind="note", about=about, party=party, value=value,
        typed_by=party, language="en", happened_on=date(2026, 3, 2), recorded_at=None,
        sitting=None, author="Imran", device="", seen=0,
    )  # fmt: skip


def asked(cast, **more):
    told = {"party": "both", "words": "What about the rent?", **more}
    setting = at_the_desk(cast.imran)
    return open_fork(person=cast.danielle, setting=setting, act=uuid4(), **told)


def test_what_was_said_of_each_way_stands_under_its_heading_the_person_first():
    told = [
        said(1, f"fork/{ONE}", {"words": "Where?", "ways": ["Here.", "There."]}, "both"),
        said(2, f"fork/{ONE}/1/good/a", {"words": "It is near."}, "worker"),
        said(3, f"fork/{ONE}/1/good/b", {"words": "I know it."}),
        said(4, f"fork/{ONE}/2/hard/c", {"words": "It is far."}),
        said(5, f"fork/{ONE}/2/hard/c", {"words": ""}),
        said(6, f"fork/{ONE}/more", {"way": "Neither."}),
        said(7, f"fork/{ONE}/taken", {"taken": 1, "words": "My boy."}),
        said(8, f"fork/{ONE}/taken", {"taken": 3, "words": "We wait."}, "both"),
        said(9, f"fork/{UUID(int=2)}", {"words": "When?", "ways": ["Now.", "Later."]}),
        said(10, f"fork/{UUID(int=3)}", None),
    ]
    still_open, one = forks(told, NAMES)
    assert (still_open.asked, still_open.taken) == ("When?", None)
    assert [way.words for way in one.ways] == ["Here.", "There.", "Neither."]
    assert [line.words for line in one.ways[0].told["good"]] == ["I know it.", "It is near."]
    assert one.ways[1].all_told == []
    assert [way.is_taken for way in one.ways] == [False, False, True]
    assert [(each.name, each.way, each.words) for each in one.choices] == [
        ("Danielle", "Here.", "My boy."),
        ("Danielle and Imran", "Neither.", "We wait."),
    ]


def test_a_way_whose_words_were_erased_keeps_its_number_and_what_was_chosen_stands():
    told = [
        said(1, f"fork/{ONE}", {"words": "Where?", "ways": ["Here.", "There."]}, "both"),
        said(2, f"fork/{ONE}/more", None),
        said(3, f"fork/{ONE}/3/good/a", {"words": "It is near."}),
        said(4, f"fork/{ONE}/taken", {"taken": 3, "words": "My boy."}),
        # Of this one the question itself was erased.
        said(5, f"fork/{UUID(int=2)}", None),
        said(6, f"fork/{UUID(int=2)}/more", None),
    ]
    (one,) = forks(told, NAMES)
    gone = "These words were taken out of the record."
    assert [way.words for way in one.ways] == ["Here.", "There.", gone]
    assert [line.words for line in one.ways[2].told["good"]] == ["It is near."]
    assert (one.taken.number, one.taken.way) == (3, gone)
    (part,) = forks_on_paper(told, NAMES)
    assert part.lines[0].words.text == f"{gone} “My boy.”"


def test_each_line_on_paper_is_of_one_language():
    told = [
        said(1, f"fork/{ONE}", {"words": "Where?", "ways": ["Here.", "There."]}, "both"),
        replace(said(2, f"fork/{ONE}/more", {"way": "Dim un."}), language="cy"),
    ]
    (still_open,) = forks_on_paper(told, NAMES)
    taken = replace(said(3, f"fork/{ONE}/taken", {"taken": 1, "words": "Mae'n agos."}),
                    language="cy", typed_by="worker")  # fmt: skip
    (chosen,) = forks_on_paper([*told, taken], NAMES)
    lines = [(one.who_name, one.words) for one in (*still_open.lines, *chosen.lines)]
    assert lines == [
        ("", Words("1. Here. 2. There.", "en")),
        ("", Words("3. Dim un.", "cy")),
        ("Danielle (typed by Imran)", Words("Here.", "en")),
        ("", Words("“Mae'n agos.”", "cy")),
    ]


def test_a_choice_that_the_worker_typed_for_the_person_says_so(cast, client):
    fork = two_ways(cast.imran, cast.danielle)
    told = {"person": cast.danielle, "setting": at_the_desk(cast.imran), "fork": fork}
    say_of_way(**told, act=uuid4(), party="person", way=1, part="good", words="It is near.")
    take_way(**told, act=uuid4(), party="person", way=2, words="She is kind.")
    client.force_login(cast.imran)
    page = f"/people/{cast.danielle.pk}/plan"
    shown = squeezed(text(client.get(page)))
    assert squeezed("Danielle (typed by Imran): way 2, Ask my aunt.") in shown
    assert squeezed("It is near. (typed by Imran)") in shown
    paper = text_of(client.get(f"{page}/print").content)
    assert squeezed("Danielle (typed by Imran): Ask my aunt. “She is kind.”") in paper


@pytest.mark.parametrize("door", ["together", "beside", "desk"])
def test_ways_are_put_side_by_side_talked_about_and_one_is_taken(cast, client, door):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    held = Held.PAPER if door == "desk" else Held.SIDE_BY_SIDE
    sitting = sit(client, cast.imran, cast.danielle, held=held)
    at = join_as_person(Client(), sitting) if door == "beside" else client
    plan = f"/{door}/{sitting.pk}/plan"
    new = {"act": uuid4(), "words": "What about the rent?", "first": "Ring the council."}
    refused = at.post(f"{plan}/choices", new)
    assert refused.status_code == 422
    assert "Write another way." in text(refused)
    assert "Ring the council." in text(refused)
    to = at.post(f"{plan}/choices", new | {"second": "Ask my aunt.", "goal": goal.pk})
    assert to.status_code == 302
    page = to["Location"]
    assert "For goal 1" in text(at.get(page))
    told = {"act": uuid4(), "way": 1, "part": "good", "words": "It is quick.", "party": "person"}
    for _twice in range(2):
        assert at.post(page, told).status_code == 302
    assert at.post(page, told | {"act": uuid4(), "words": " "}).status_code == 422
    by_worker = told | {"act": uuid4(), "party": "worker", "words": "They know me there."}
    assert at.post(page, by_worker).status_code == (422 if door == "beside" else 302)
    assert at.post(page, {"act": uuid4(), "more": "Pay half."}).status_code == 302
    choice = {"act": uuid4(), "taken": "3", "party": "person"}
    refused = at.post(page, choice | {"why": ""})
    assert refused.status_code == 422
    assert "Say why. A few words are enough." in text(refused)
    assert at.post(page, choice | {"why": "I can do that now."}).status_code == 302
    for each in (page, plan, f"{plan}/part", f"{plan}/choices"):
        shown = text(at.get(each))
        assert "Pay half." in shown, each
        assert "I can do that now." in shown, each
    for each in (page, f"{plan}/choices"):
        assert at.get(each).content.count(b"ui/fresh.") == (door != "desk"), each
    assert "It is quick." in text(at.get(page))
    paper = text_of(at.get(f"{plan}/print").content)
    assert squeezed("Pay half. “I can do that now.”") in paper
    assert at.post(page, {"act": uuid4(), "away": told["act"]}).status_code == 302
    assert "It is quick." not in text(at.get(page))
    # What was said is kept.
    assert Entry.objects.filter(about__endswith=str(told["act"])).count() == 2
    assert at.post(page, {"act": uuid4()}).status_code == 404
    assert at.get(f"{plan}/choices/{uuid4()}").status_code == 404


def test_what_came_of_it_stays_with_the_choice_that_it_came_of():
    told = [
        said(1, f"fork/{ONE}", {"words": "Where?", "ways": ["Here.", "There."]}, "both"),
        said(2, f"fork/{ONE}/2/choice", {"choice": "required", "words": "The court."}, "worker"),
        said(3, f"fork/{ONE}/2/choice", {"choice": "free", "words": ""}),
        said(4, f"fork/{ONE}/taken", {"taken": 1, "words": "My boy."}),
        said(5, f"fork/{ONE}/came", {"words": "It was too loud."}),
        said(6, f"fork/{ONE}/taken", {"taken": 2, "words": "We try."}, "both"),
        said(7, f"fork/{ONE}/came", {"words": "I sleep now."}),
        said(8, f"fork/{ONE}/came", {"words": "He is calm.", "of": str(UUID(int=6))}, "worker"),
        said(9, f"fork/{ONE}/came", None),
        # Written while another way was chosen.
        said(10, f"fork/{ONE}/came", {"words": "So we left.", "of": str(UUID(int=4))}),
    ]
    (before,) = forks(told[:4], NAMES)
    assert [way.number for way in before.left] == [2]
    assert [one.name for one in before.left[0].has_to_happen] == ["Imran"]
    assert before.is_asked_in(ONE)
    assert not before.is_asked_in(None)  # the sitting in which it was chosen
    (one,) = forks(told, NAMES)
    assert [(free.name, free.choice, free.asked_by) for free in one.ways[1].free] == [
        ("Danielle", "free", ""),
        ("Imran", "required", "The court."),
    ]
    assert one.left == []
    assert not one.is_asked_in(ONE)
    assert [[(came.name, came.words) for came in each.came] for each in one.choices] == [
        [("Danielle", "It was too loud."), ("Danielle", "So we left.")],
        [("Danielle", "I sleep now."), ("Imran", "He is calm.")],
    ]
    (part,) = forks_on_paper(told, NAMES)
    assert [line.words.text for line in part.lines][1:] == ["I sleep now.", "He is calm."]


def test_who_asks_for_a_way_and_what_came_of_it_stand_on_the_goal_and_in_its_story(cast, client):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    fork = asked(cast, ways=["Ring.", "Write."], goal=str(goal.pk))
    plan = f"/together/{sit(client, cast.imran, cast.danielle).pk}/plan"
    page = f"{plan}/choices/{fork}"
    free = {"act": uuid4(), "way": 2, "choice": "required", "by": "", "party": "worker"}
    refused = client.post(page, free)
    assert refused.status_code == 422
    assert "Write who asks for it." in text(refused)
    assert client.post(page, free | {"by": "The landlord."}).status_code == 302
    came = {"act": uuid4(), "came": "They listened.", "party": "person"}
    for wrong, why in (({}, "This page is too old"), ({"of": uuid4()}, "Choose from the things")):
        refused = client.post(page, came | wrong)
        assert refused.status_code == 422
        assert why in text(refused)
    choice = {"act": uuid4(), "party": "both", "why": "It is quick."}
    assert client.post(page, choice).status_code == 422
    assert client.post(page, choice | {"taken": "1"}).status_code == 302
    came["of"] = Act.objects.get(pk=choice["act"]).entry_id
    assert f'value="{came["of"]}"' in client.get(page).content.decode()
    for _twice in range(2):
        assert client.post(page, came).status_code == 302
    late = came | {"act": uuid4(), "came": "It took three calls.", "party": "worker"}
    assert client.post(page, late).status_code == 302
    for each in (page, plan, f"{plan}/goals/{goal.pk}"):
        shown = text(client.get(each))
        assert "They listened." in shown, each
        assert "Imran says way 2 has to happen all the same." in shown, each
    assert "Who asks for it: The landlord." in text(client.get(page))
    story = text(client.get(f"{plan}/goals/{goal.pk}"))
    required = "Said of way 2: This is required. The court or the licence says how"
    for happened in ("Put ways side by side", required, "Chose way 1", "Said what came of it"):
        assert happened in story
    assert story.count("It took three calls.") == 2  # where it was chosen, and in the story
    assert squeezed("They listened.") in text_of(client.get(f"{plan}/print").content)


def test_a_choice_whose_words_were_erased_keeps_what_came_of_it(cast, client):
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    fork = asked(cast, ways=["Ring.", "Write."], goal=str(goal.pk))
    line, taken = uuid4(), uuid4()
    told = {"person": cast.danielle, "setting": at_the_desk(cast.imran), "fork": fork}
    of_way = {"party": "person", "way": 2}
    say_of_way(**told, **of_way, act=line, part="hard", words="It is slow.")
    take_told_away(**told, act=uuid4(), line=str(line), by="both")
    say_free(**told, **of_way, act=uuid4(), choice="negotiable", words="My aunt.")
    add_way(**told, act=uuid4(), party="both", words="Wait.")
    take_way(**told, **of_way, act=taken, words="She is kind.")
    of = Act.objects.get(pk=taken).entry_id
    tell_came(**told, act=uuid4(), party="person", of=of, words="She helped.")
    plan = f"/together/{sit(client, cast.imran, cast.danielle).pk}/plan"
    story = text(client.get(f"{plan}/goals/{goal.pk}"))
    for happened in (
        "Said what way 2 is like",
        "Took away what was said of way 2",
        "Said of way 2: This has to happen. How and when, we can choose together",
        "Put a third way beside the others",
    ):
        assert happened in story
    as_role(connection, "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_saying(%s)", [of])
    as_role(connection, settings.WEB_ROLE)
    gone = "These words were taken out of the record."
    for at in ("", "/part", f"/goals/{goal.pk}", "/choices", f"/choices/{fork}"):
        shown = text(client.get(plan + at))
        assert gone in shown, at
        assert "She helped." in shown, at
        assert "She is kind." not in shown, at
        assert "has to happen all the same" not in shown, at
    paper = text_of(client.get(f"{plan}/print").content)
    assert squeezed(gone) in paper
    assert squeezed("She helped.") in paper


def test_in_voluntary_work_no_court_asks_for_a_way(cast, client):
    fork = two_ways(cast.maureen, cast.kofi)
    sitting = sit(client, cast.maureen, cast.kofi)
    shown = text(client.get(f"/together/{sitting.pk}/plan/choices/{fork}"))
    assert "This is a free choice." in shown
    assert "The court or the licence" not in shown


def test_it_is_read_at_the_desk(cast, client):
    fork = two_ways(cast.imran, cast.danielle)
    say_of_way(person=cast.danielle, setting=at_the_desk(cast.imran), act=uuid4(), fork=fork,
               party="worker", way=2, part="hard", words="She has little too.")  # fmt: skip
    client.force_login(cast.imran)
    page = text(client.get(f"/people/{cast.danielle.pk}/plan"))
    for words in ("What about the rent?", "Ask my aunt.", "She has little too."):
        assert words in page


def test_what_makes_no_sense_is_refused(cast, client):
    for ways in (["One."], ["One.", " "], ["1", "2", "3", "4"], ["x" * 1001, "2"]):
        with pytest.raises(Refused):
            asked(cast, ways=ways)
    fork = asked(cast, ways=["A.", "B.", "C."])
    hers = in_persons_hands(sit(client, cast.imran, cast.danielle))
    to = {"person": cast.danielle, "act": uuid4(), "fork": fork}
    with pytest.raises(Refused):
        add_way(**to, setting=hers, party="person", words="D.")
    for wrong in ({"way": 4}, {"part": "cost"}, {"party": "both"}):
        about = {"way": 1, "part": "good", "party": "person", "words": "It is near."} | wrong
        with pytest.raises(Refused):
            say_of_way(**to, setting=hers, **about)
    for wrong in ({"way": 4}, {"choice": "never"}, {"party": "both"}, {"words": " "}):
        free = {"way": 1, "choice": "negotiable", "party": "person", "words": "My aunt."} | wrong
        with pytest.raises(Refused):
            say_free(**to, setting=hers, **free)
    with pytest.raises(Refused):
        tell_came(**to, setting=hers, party="person", of=ONE, words="Well.")  # nothing was chosen
    line = uuid4()
    theirs = {"way": 1, "part": "good", "party": "worker", "words": "It is near."}
    say_of_way(**to | {"act": line}, setting=at_the_desk(cast.imran), **theirs)
    with pytest.raises(Refused):
        take_told_away(**to, setting=hers, line=str(line), by="person")
    for _each in range(MOST_OPEN - 1):
        two_ways(cast.imran, cast.danielle)
    with pytest.raises(Refused):
        two_ways(cast.imran, cast.danielle)
