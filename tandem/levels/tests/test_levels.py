"""Levels come in from a file, are read by both in plain words, and are nobody's voice."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from tandem.assessments.models import SheetSummary
from tandem.assessments.tests.talking import join, sit
from tandem.audit.models import Event
from tandem.documents.tests.reading import text_of
from tandem.levels.actions import import_levels, take_off
from tandem.levels.models import Level, Predicts, Step, TakenOff
from tandem.levels.queries import levels_of
from tandem.levels.tests.told import make_level
from tandem.levels.words import meaning
from tandem.lib.readability import grade
from tandem.lib.refused import Refused
from tandem.people.actor import Staff, System
from tandem.people.models import WaitingFile
from tandem.voices.models import Entry

HEAD = "Reference,Predicts,Tool,Version,Level,Out of 100,Months,Source,Worked out on,Good until\n"
GOOD = "X200001,Any,Example,4,Medium,34,24,Probation,12/01/2026,12/01/2027\n"


def bring_in(by, organisation, text, *, dry_run=False):
    return import_levels(
        by=by,
        organisation=organisation,
        raw=(HEAD + text).encode(),
        filename="levels.csv",
        dry_run=dry_run,
    )


def page_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_a_dry_run_keeps_nothing_and_twice_is_as_once(cast):
    by = System("test")
    assert bring_in(by, cast.north, GOOD, dry_run=True).coming == 1
    assert not Level.objects.exists()
    assert bring_in(by, cast.north, GOOD).coming == 1
    assert bring_in(by, cast.north, GOOD).coming == 0
    one = Level.objects.get()
    assert (one.person, one.step, one.out_of_100, one.months) == (cast.danielle, "medium", 34, 24)
    assert Event.objects.filter(verb="collect", person=cast.danielle.pk).count() == 1


def test_somebody_elses_person_is_answered_like_nobody(cast):
    text = GOOD.replace("X200001", "X200002") + GOOD.replace("X200001", "X9")
    report = bring_in(Staff(cast.imran), cast.north, text)
    said = [[one.sentence for one in report.faults(row)] for row in report.rows]
    assert said[0] == said[1] == ["Nobody of yours has this reference."]
    assert bring_in(Staff(cast.bea), cast.north, text).coming == 1


def test_a_person_who_chose_to_come_gets_no_level(cast):
    cast.kofi.reference = "K1"
    cast.kofi.save()
    report = bring_in(System("test"), cast.harbour, GOOD.replace("X200001", "K1"))
    [row] = report.of("refused")
    assert "chose to come" in report.faults(row)[0].sentence


def test_a_level_never_changes_and_must_say_something(cast):
    make_level(cast.danielle)
    for wrong in (
        {},  # the same again
        {"step": "", "out_of_100": None},
        {"out_of_100": 101},
        {"good_until": date(2026, 1, 11)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_level(cast.danielle, **wrong)


def test_one_that_was_wrong_is_taken_off_with_the_reason(cast, sign_in):
    level = make_level(cast.danielle)
    client = sign_in(cast.imran)
    where = reverse("levels:off", args=[cast.danielle.pk, level.pk])
    assert "Say why it is wrong" in page_of(client.post(where, {"why": " "}))
    assert client.post(where, {"why": "It is of another Danielle."}).status_code == 302
    assert client.post(where, {"why": "Again"}).status_code == 404
    assert TakenOff.objects.get().why == "It is of another Danielle."
    page = page_of(client.get(reverse("assessments:levels", args=[cast.danielle.pk])))
    assert "No level is here." in page
    assert levels_of(cast.danielle) == []
    with pytest.raises(Refused):
        take_off(by=Staff(cast.imran), person=cast.danielle, level=level, why=" ")


def test_what_is_past_its_day_is_shown_as_out_of_date(cast, sign_in):
    yesterday = timezone.localdate() - timedelta(days=1)
    make_level(cast.danielle, worked_out_on=date(2026, 1, 1), good_until=yesterday)
    page = page_of(sign_in(cast.imran).get(reverse("assessments:levels", args=[cast.danielle.pk])))
    assert "Out of date" in page
    assert "About 34 are found guilty" in page
    assert "About 66 are not." in page


def test_a_file_is_shown_first_then_brought_in(cast, sign_in):
    client = sign_in(cast.imran)
    raw = (HEAD + GOOD + GOOD.replace("X200001", "X200002")).encode()
    sent = {"file": SimpleUploadedFile("levels.csv", raw)}
    check = client.post(reverse("levels:import"), sent).url
    page = page_of(client.get(check))
    assert "Bring in the 1 level" in page
    assert "Nobody of yours has this reference." in page
    assert not Level.objects.exists()
    assert client.post(check).status_code == 302
    assert Level.objects.count() == 1
    assert not WaitingFile.objects.exists()


def test_a_file_of_nothing_is_answered_with_a_sentence(cast, sign_in):
    client = sign_in(cast.imran)
    for raw in (b"", b"\0\0\0\0", b"Surname\nMarsh\n", b"PK\x03\x04zip"):
        sent = {"file": SimpleUploadedFile("levels.csv", raw)}
        page = page_of(client.post(reverse("levels:import"), sent))
        assert "There is a problem" in page or "another look" in page


MEANINGS = [
    meaning(predicts=predicts, step=step, out_of_100=number, months=months, person="Danielle")
    for predicts in Predicts.values
    for step, number, months in [
        *((step, None, None) for step in Step.values),
        ("", 0, 12),
        ("", 1, 24),
        ("low", 99, 6),
        ("", 100, None),
    ]
]


def test_every_meaning_is_plain():
    for sentences in MEANINGS:
        assert sentences
        assert grade(" ".join(sentences)) <= 5, sentences


def test_one_of_a_hundred_and_fewer_are_said_as_they_are():
    def said(number, predicts="any"):
        told = meaning(predicts=predicts, step="", out_of_100=number, months=12, person="Danielle")
        return told[1]

    assert said(0) == "Fewer than 1 is found guilty of a new crime within a year."
    assert said(1) == "About 1 is found guilty of a new crime within a year."
    assert said(2) == "About 2 are found guilty of a new crime within a year."
    assert said(1, "harm") == "About 1 hurts someone badly within a year."
    assert said(100) == "About 100 are found guilty of a new crime within a year."


def test_every_meaning_is_said_in_welsh():
    with override("cy"):
        welsh = [
            meaning(predicts=one, step="high", out_of_100=None, months=None, person="Aled")
            + meaning(predicts=one, step="", out_of_100=5, months=24, person="Aled")
            for one in Predicts.values
        ]
    for said in welsh:
        assert not any(" people" in sentence or "could" in sentence for sentence in said), said


def test_the_printed_sheet_carries_them_in_statutory_work_only(cast, sign_in):
    for person, worker, is_there in (
        (cast.danielle, cast.imran, True),
        (cast.kofi, cast.maureen, False),
    ):
        make_level(person)
        sit(worker, person)
        printed = sign_in(worker).get(reverse("assessments:print", args=[person.pk])).content
        assert ("Examplepredictor" in text_of(printed)) == is_there


def test_who_sees_a_level_differently_says_so_beside_it_wherever_it_goes(cast, sign_in):
    level = make_level(cast.danielle)
    at = sit(cast.imran, cast.danielle)
    join(at)
    where = reverse("beside:differ_level", args=[at.sitting.pk, level.pk])
    sent = {"act": uuid4(), "seen": "0", "party": "person", "words": "I did the course."}
    assert at.phone.client.post(where, sent | {"words": ""}).status_code == 400
    assert at.phone.client.post(where, sent).status_code == 302
    assert at.phone.client.post(where, sent).status_code == 302
    entry = Entry.objects.get(kind="differ")
    assert (entry.about, entry.party) == (f"level/{level.pk}", "person")
    assert SheetSummary.objects.get(thread=entry.thread).owed == 1
    seen = at.client.get(reverse("together:levels", args=[at.sitting.pk])).content.decode()
    desk = sign_in(cast.imran)
    owed = page_of(desk.get(reverse("home:owed")))
    answers = page_of(desk.get(reverse("plans:answers", args=[cast.danielle.pk])))
    read = page_of(desk.get(reverse("assessments:levels", args=[cast.danielle.pk])))
    printed = text_of(desk.get(reverse("assessments:print", args=[cast.danielle.pk])).content)
    assert "Danielle" in owed
    for page in (seen, answers, read):
        assert "I did the course." in page
    assert "Ididthecourse." in printed
    level.refresh_from_db()
    assert level.out_of_100 == 34


def test_what_was_said_to_a_level_that_stands_no_more_can_still_be_answered_and_read(cast):
    replaced = make_level(cast.danielle)
    wrong = make_level(cast.danielle, tool="Another tool")
    at = sit(cast.imran, cast.danielle)
    for level in (replaced, wrong):
        where = reverse("together:differ_level", args=[at.sitting.pk, level.pk])
        sent = {"act": uuid4(), "seen": "0", "party": "person", "words": f"Not {level.tool}."}
        assert at.client.post(where, sent).status_code == 302
    make_level(cast.danielle, worked_out_on=date(2026, 2, 1), out_of_100=12)
    take_off(by=Staff(cast.imran), person=cast.danielle, level=wrong, why="kanari")
    for remark in Entry.objects.filter(kind="differ"):
        where = reverse(
            "together:differ_level", args=[at.sitting.pk, remark.about.removeprefix("level/")]
        )
        answer = {"party": "worker", "words": "I asked for a new one.", "to": remark.pk}
        sent = answer | {"act": uuid4(), "seen": "9"}
        assert at.client.post(where, sent).status_code == 302
    page = page_of(at.client.get(reverse("together:levels", args=[at.sitting.pk])))
    assert "Not Example predictor." in page
    assert "Not Another tool." in page
    assert page.count("I asked for a new one.") == 2
    assert "was wrong and was taken off" in page
    assert "kanari" not in page


def test_nobody_says_anything_to_a_level_of_somebody_else(cast):
    other = make_level(cast.aled)
    gone = make_level(cast.danielle)
    take_off(by=Staff(cast.imran), person=cast.danielle, level=gone, why="Wrong.")
    at = sit(cast.imran, cast.danielle)
    for level in (other, gone):
        where = reverse("together:differ_level", args=[at.sitting.pk, level.pk])
        sent = {"act": uuid4(), "party": "worker", "words": "No."}
        assert at.client.get(where).status_code == at.client.post(where, sent).status_code == 404
    assert not Entry.objects.filter(kind="differ").exists()


def test_both_read_them_in_the_room_in_statutory_work_only(cast):
    for person, worker, status in (
        (cast.danielle, cast.imran, 200),
        (cast.kofi, cast.maureen, 404),
    ):
        make_level(person)
        at = sit(worker, person)
        join(at)
        for door, client in (("together", at.client), ("beside", at.phone.client)):
            page = client.get(reverse(f"{door}:levels", args=[at.sitting.pk]))
            assert page.status_code == status
            assert (b"About 34 are found guilty" in page.content) == (status == 200)
