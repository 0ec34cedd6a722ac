"""Is this the plan? The pages on which each answers a goal's exact words."""

import re
from uuid import uuid4

from tandem.plans import rules
from tandem.plans.actions.agreements import read_of
from tandem.plans.tests.reading import digest_on, text
from tandem.plans.tests.stories import (
    hand_over,
    ring_the_council,
)
from tandem.sittings.models import Sitting
from tandem.voices.models import Entry, Kind


def test_the_person_answers_on_their_own_device(cast, room, goal):
    at, base = room("beside")
    assert "Read goal 1" in text(at.get(f"{base}/agree"))
    page = at.get(f"{base}/agree/{goal.pk}")
    assert "Here are the words." in text(page)
    digest = digest_on(page)
    given = {"act": uuid4(), "digest": digest, "answer": "part", "words": "Not the council."}
    for _twice in range(2):
        assert at.post(f"{base}/agree/{goal.pk}", given)["Location"] == f"{base}/agree"
    assert Entry.objects.filter(kind=Kind.AGREE).count() == 1
    page = text(at.get(f"{base}/agree"))
    assert "I agree with part of it" in page
    assert rules.short_code(digest) in page
    assert "Not the council." in text(at.get(f"{base}/plan"))


def test_new_words_are_asked_about_again(cast, room, goal):
    at, base = room("beside")
    page = at.get(f"{base}/agree/{goal.pk}")
    old = {"act": uuid4(), "digest": digest_on(page), "answer": "yes", "words": "Mine."}
    at.post(f"{base}/agree/{goal.pk}", old)
    ring_the_council(cast.imran, goal, words="Pay all of it.")
    page = text(at.get(f"{base}/agree/{goal.pk}"))
    assert "but the words are new. Do you agree with the new words?" in page
    assert "but the words are new" in text(at.get(f"{base}/plan"))
    answered = at.post(f"{base}/agree/{goal.pk}", old | {"act": uuid4()})
    assert answered.status_code == 422
    assert "The words changed while you read them." in text(answered)
    assert "Mine." in answered.content.decode()
    assert digest_on(answered) == rules.digest(read_of(goal))


def test_the_worker_never_answers_for_the_person(cast, room, goal, client):
    given = {
        "act": uuid4(),
        "digest": rules.digest(read_of(goal)),
        "answer": "yes",
    }
    for door in ("together", "desk"):
        at, base = room(door)
        assert at.get(f"{base}/agree").status_code == 404
        assert at.get(f"{base}/agree/{goal.pk}").status_code == 404
        assert at.post(f"{base}/agree/{goal.pk}", given).status_code == 404
    assert not Entry.objects.filter(kind=Kind.AGREE).exists()


def test_the_screen_in_the_persons_hands_takes_their_answer_and_nothing_else(cast, room, goal):
    at, base = room("together")
    hand_over(Sitting.objects.get())
    page = at.get(f"{base}/agree/{goal.pk}")
    given = {"act": uuid4(), "digest": digest_on(page), "answer": "no"}
    assert at.post(f"{base}/agree/{goal.pk}", given).status_code == 302
    assert Entry.objects.get(kind=Kind.AGREE).typed_by == "person"
    page = text(at.get(f"{base}/agree"))
    assert "Give the screen back to Imran" in page
    assert re.search(r"Danielle\W+No, I do not agree", page)
    for path in ("plan", "plan/part", "plan/print", f"plan/goals/{goal.pk}"):
        assert at.get(f"{base}/{path}").status_code == 404
    Sitting.objects.update(handed=f"fair/{uuid4()}")
    assert at.get(f"{base}/agree").status_code == 404


def test_the_worker_answers_on_the_shared_screen(cast, room, goal):
    at, base = room("together")
    page = at.get(f"{base}/plan/goals/{goal.pk}/agree")
    given = {"act": uuid4(), "digest": digest_on(page), "answer": "maybe"}
    assert at.post(f"{base}/plan/goals/{goal.pk}/agree", given).status_code == 422
    given["answer"] = "yes"
    assert at.post(f"{base}/plan/goals/{goal.pk}/agree", given).status_code == 302
    entry = Entry.objects.get(kind=Kind.AGREE)
    assert entry.party == "worker"
    shown = text(at.get(f"{base}/plan"))
    assert "Imran : Yes, I agree" in shown
    assert "Not asked yet" in shown


def test_the_worker_notes_why_it_could_not_be_asked(cast, room, goal):
    at, base = room("desk")
    url = f"{base}/plan/goals/{goal.pk}/asking"
    answered = at.post(url, {"act": uuid4(), "asked": "could_not", "because": ""})
    assert answered.status_code == 422
    assert "Write why it could not be asked." in text(answered)
    given = {"act": uuid4(), "asked": "could_not", "because": "Her boy was ill."}
    assert at.post(url, given).status_code == 302
    assert "Could not be asked, because:" in text(at.get(f"{base}/plan"))
    assert "Her boy was ill." in text(at.get(f"{base}/plan"))


def test_another_language_lapses_nothing_and_it_is_said_which_was_read(cast, room, goal):
    at, base = room("beside")
    in_welsh = {"HTTP_ACCEPT_LANGUAGE": "cy"}
    page = at.get(f"{base}/agree/{goal.pk}", **in_welsh)
    assert "Nod 1" in text(page)
    digest = digest_on(page)
    given = {"act": uuid4(), "digest": digest, "answer": "yes"}
    # The same words read in English are another page, with another code.
    assert at.post(f"{base}/agree/{goal.pk}", given).status_code == 422
    assert at.post(f"{base}/agree/{goal.pk}", given, **in_welsh).status_code == 302
    code = rules.short_code(digest)
    page = text(at.get(f"{base}/plan/goals/{goal.pk}"))
    assert f"Code of these words: {code} The page was in Welsh." in page
    assert "the words are new" not in page
    assert "The page was in" not in text(at.get(f"{base}/plan/goals/{goal.pk}", **in_welsh))
    kept = Entry.objects.get(kind=Kind.AGREE)
    page = at.get(f"{base}/plan/answers/{kept.pk}")
    for words in ("The page was in Welsh.", "Nod 1", "erbyn 4 Rhagfyr 2026", code):
        assert words in text(page)
