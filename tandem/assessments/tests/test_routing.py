"""One rule says what is asked: on the sheet as where a form is tried out."""

import datetime as dt
from random import Random
from uuid import uuid4

import pytest

from tandem.assessments.queries import places_of
from tandem.assessments.rules.sheet import sheet, touched
from tandem.instruments import loader
from tandem.instruments.routing import asked, leans_on
from tandem.instruments.tests.forms import big, instrument
from tandem.voices.fold import Said

DAY = dt.datetime(2026, 3, 9, tzinfo=dt.UTC)


def said(number, about, party, value, kind="answer"):
    return Said(
        *(uuid4(), number, kind, about, party, value),
        *("worker", "en", DAY.date(), DAY),
    )


def made(seed, questions=40):
    """A form with conditions of every kind over what stands before, across areas and parties."""
    random = Random(seed)
    areas, before = {}, []
    for number in range(questions):
        area = f"area_{number // 10}"
        item = {"party": random.choice(["person", "worker"]), "prompt": f"Question {number}?"}
        item |= {"kind": "one", "options": {"a": "A", "b": "B", "c": "C"}}
        near = [key for key in before if key.startswith(f"{area}.")]
        if before and random.random() < 0.5:
            item["asked_if"] = condition(random, before)
        if near and random.random() < 0.3:
            keys = random.sample(near, min(2, len(near)))
            item["opens_after"] = [key.partition(".")[2] for key in keys]
        if near and random.random() < 0.3:
            item["not_asked_after"] = {random.choice(near).partition(".")[2]: "b"}
        areas.setdefault(area, {"name": f"Area {area}", "items": {}})["items"][f"q{number}"] = item
        before.append(f"{area}.q{number}")
    return instrument({"areas": areas})


def condition(random, before, depth=0):
    what = random.choice(["is", "answered", "not", "all", "any"][: 5 if depth < 2 else 2])
    if what == "is":
        return {"item": random.choice(before), "is": random.choice("abc")}
    if what == "answered":
        return {"item": random.choice(before), "answered": True}
    if what == "not":
        return {"not": condition(random, before, depth + 1)}
    return {what: [condition(random, before, depth + 1) for _ in range(2)]}


def told(form, random):
    """Answers to some of the questions, by key and as a log."""
    keys = [item for item in form.items if random.random() < 0.6]
    answers = {item.key: random.choice("abc") for item in keys}
    log = [said(n, item.key, item.party, answers[item.key]) for n, item in enumerate(keys, 1)]
    return answers, log


@pytest.mark.parametrize("seed", range(40))
def test_a_sheet_asks_what_the_form_that_is_tried_out_asks(seed):
    form, random = made(seed), Random(seed)
    answers, log = told(form, random)
    # On a sheet what somebody said stays in sight, though what opened it was taken back.
    open_again = {item.key for item in form.items if item.opens_after and item.key in answers}
    stands = sheet(form, "statutory", [one for one in log if one.about not in open_again])
    left = {key: value for key, value in answers.items() if key not in open_again}
    expected = asked(form.items, left)
    order = list(form.items)
    random.shuffle(order)  # in whatever order a page asks
    assert {item.key for item in order if stands.is_asked(item)} == expected


@pytest.mark.parametrize("seed", range(20))
def test_whatever_changes_what_is_asked_is_news_for_its_row(seed):
    form, random = made(seed), Random(seed)
    _answers, log = told(form, random)
    items = list(form.items)
    before = sheet(form, "statutory", log)
    one = random.choice(items)
    after = sheet(form, "statutory", [*log, said(99, one.key, one.party, random.choice("abc"))])
    changed = {item.key for item in items if before.is_asked(item) != after.is_asked(item)}
    assert changed <= {item.key for item in touched(form, [one.key], items)}


def test_what_was_passed_over_opens_what_comes_after_and_is_no_answer():
    ask = {"party": "person", "kind": "one", "prompt": "A?", "options": {"a": "A", "b": "B"}}
    items = {
        "first": ask,
        "opens": ask | {"prompt": "B?", "opens_after": ["first"]},
        "given": ask | {"prompt": "C?", "asked_if": {"item": "x.first", "answered": True}},
        "not_b": ask | {"prompt": "D?", "asked_if": {"not": {"item": "x.first", "is": "b"}}},
    }
    form = instrument({"areas": {"x": {"name": "X", "items": items}}})
    stands = sheet(form, "statutory", [said(1, "x.first", "person", "not_today", "pass")])
    assert [stands.is_asked(item) for item in form.items] == [True, True, False, True]


def test_what_an_area_asks_may_hang_on_another_area():
    ask = {"party": "person", "kind": "one", "prompt": "A?", "options": {"a": "A", "b": "B"}}
    there = {"name": "Y", "items": {"then": ask | {"asked_if": {"item": "x.first", "is": "a"}}}}
    notice = {"keys": "start", "asides": {"notice": {"title": "Stop", "items": {"choice": ask}}}}
    areas = {"x": {"name": "X", "items": {"first": ask}}, "y": there}
    form = instrument(notice | {"areas": areas})
    assert [one.key for one in leans_on(form, "y.then")] == ["x.first"]
    # What it hangs on is read with the area, by the one question that a page asks.
    assert {("x.first", "person"), ("y.then", "person")} <= set(places_of(form, "y"))


def test_a_form_of_500_questions_is_routed_in_little_work():
    """Counted, not timed: each question of an area is found once, whatever hangs on it."""
    form = loader.parse(big())
    area = form.areas[3]
    stands = sheet(form, "statutory", [])
    for item in area.items:
        stands.is_asked(item)
        stands.is_asked(item)
    assert set(stands._asked) == {item.key for item in area.items}
    assert max(len(leans_on(form, item.key)) for item in area.items) < len(area.items)
