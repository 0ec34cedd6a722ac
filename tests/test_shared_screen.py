"""The shared screen gives away nothing that is not declared for it, and never that it is hidden.

A room is made in which every field of every table holds something made up, for the two who sit in
it and for everybody else. All its pages are read through both doors that two people look at.
"""

import json
import re
from collections import defaultdict
from http.cookies import SimpleCookie
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

import tandem
from tandem.assessments.models import AfterToday, FairnessTap, Manuscript, Offering, Reflection
from tandem.assessments.queries import instrument_of, newest_release
from tandem.assessments.tests.talking import (
    home_apart,
    in_check,
    join,
    kept_apart,
    open_talk,
    say,
    sit,
    step,
)
from tandem.audit.models import Event, Verb
from tandem.documents.tests.reading import opened, text_of
from tandem.fund.tests import asking
from tandem.levels.actions import take_off
from tandem.levels.tests.told import make_level
from tandem.live.stream import _at
from tandem.own_page.models import Cover, Device, OwnPage, TalkSoon
from tandem.people.actions.caseload import keep_caseload
from tandem.people.actions.signin import make_link
from tandem.people.actor import Staff
from tandem.people.models import Role, Team
from tandem.plans.models import Example, SeenByCoach
from tandem.plans.tests.stories import (
    answer_goal,
    ask_to_meet,
    end,
    keep_the_flat,
    no_phone,
    off_the_path,
    ordered,
    ring_the_council,
    stick_and_pause,
)
from tandem.preparation.models import Draft, Preparation
from tandem.restricted.actions import open_compartment
from tandem.restricted.tests.apart import keep_note, let_read
from tandem.sittings.actions.joining import invite_device
from tandem.sittings.actions.sittings import start_sitting
from tandem.sittings.gate import WHILE_COVERED, WHILE_HANDED
from tandem.sittings.listening import permitted
from tandem.sittings.models import Guest, Held, Sitting
from tandem.voices.models import Kind, Thread
from tests import access
from tests.canaries import Canaries, about_people
from tests.cast import make_person, make_user

pytestmark = pytest.mark.django_db

DOORS = {"together": "locked", "beside": "guest"}
# Each answer holds a fresh secret.
FRESH = {"together:invite POST"}
# What these say decides which words stand on a page, and is no word on it.
BY_EFFECT = {
    "sittings.Sitting.screen_seen_at",
    "sittings.Sitting.ended_at",
}
# While it is covered or handed over, all other pages of a room are refused; one stands for them.
STILL_OPEN = WHILE_COVERED | WHILE_HANDED | {"together:plan", "together:leave"}
TANDEM = Path(tandem.__file__).parent


def begun(worker, person):
    """The two sit down: nothing is said yet, and nobody has tapped."""
    at = sit(worker, person)
    join(at)
    waiting = Guest.objects.create(
        sitting=at.sitting, secret_hash=uuid4().hex, word="lamp", joined_at=at.sitting.started_at
    )
    at.clients = {"locked": at.client, "guest": at.phone.client}
    at.sittings = dict.fromkeys(("together", "beside", "desk", ""), at.sitting.pk)
    at.parts = {
        "person": person.pk,
        "episode": person.episodes.get().pk,
        "file": uuid4(),
        "manuscript": uuid4(),
        "team": worker.team_id or 1,
        "user": worker.pk,
        "token": "AAAAAAAAAAAAAAAAAAAAAA",
        "pk": worker.authenticator_set.get().pk,
        "guest": waiting.pk,
        "since": uuid4(),
        "key": "whole-life",
        "version": 1,
        "area": "home",
        "item": "home.now",
        "talk": uuid4(),
        "check": "engagement",
        "check_talk": uuid4(),
        "goal": uuid4(),
        "entry": uuid4(),
        "ask": uuid4(),
        "fork": uuid4(),
        "line": uuid4(),
        "leaf": "bring",
        "number": 1,
        "obstacle": uuid4(),
        "level": uuid4(),
        "requirement": uuid4(),
        "note": uuid4(),
        "reader": uuid4(),
        "soon": uuid4(),
        "fund": uuid4(),
        "asked": uuid4(),
        "receipt": uuid4(),
        "decision": uuid4(),
    }
    at.steps = {"uuid": uuid4(), "prompt": "start", "talk_step": "person"}
    return at


def filled(worker, person, tag):
    """The two in a room in which everything was done; all words of theirs begin with kanari."""
    at = begun(worker, person)
    Sitting.objects.filter(pk=at.sitting.pk).update(screen_seen_at=timezone.now())
    before = start_sitting(by=Staff(worker), person=person, held=Held.PAPER, pin="")
    Sitting.objects.filter(pk=before.pk).update(ended_at=timezone.now())
    at.parts["since"] = before.pk
    say(SimpleNamespace(**vars(at) | {"sitting": before}), "person", "home.now", "hard")
    home_apart(at)
    for item in instrument_of(at.thread).area("home").items:
        word = f"kanari{tag}{item.key}".replace(".", "").replace("_", "")
        if item.party != "both" and item.kind == "words":
            say(at, item.party, item.key, word)
        elif item.party != "both" and item.kind == "words_and_date":
            say(at, item.party, item.key, {"words": word, "due_on": "2026-12-10"})
    say(at, "person", "money.now", {}, kind=Kind.PASS)
    at.parts["talk"] = open_talk(at)
    step(at, at.parts["talk"], "where", outcome="differently")
    Reflection.objects.create(
        worker=worker,
        talk_id=at.parts["talk"],
        skill="settling",
        words=f"kanari{tag}reflection",
        written_at=timezone.now(),
        shared_at=timezone.now(),
    )
    FairnessTap.objects.create(
        sitting=at.sitting,
        talk_id=at.parts["talk"],
        answer="no",
        wants_someone=True,
        at=timezone.now(),
    )
    AfterToday.objects.create(
        sitting=at.sitting,
        release_id=newest_release("after-session"),
        answers={"today.say": f"kanari{tag}after"},
        at=timezone.now(),
    )
    Manuscript.objects.create(
        organisation=worker.organisation,
        body=json.dumps({"en": {"name": f"kanari{tag}", "version": 1, "title": f"kanari{tag}own"}}),
        changed_by=worker,
        changed_at=timezone.now(),
    )
    Offering.objects.create(
        organisation=worker.organisation, name=f"kanari{tag}out", is_offered=False, by=worker
    )
    check = in_check(at)
    kept_apart(check)
    say(check, "person", "thinking.words", f"kanari{tag}check")
    at.parts["check_talk"] = open_talk(check, "doing.kept")
    goal = keep_the_flat(worker, person, words=f"kanari{tag}goal")
    at.parts["goal"] = goal.pk
    at.parts["entry"] = answer_goal(worker, goal).pk
    at.parts["ask"] = ask_to_meet(worker, person, words=f"kanari{tag}ask")
    at.parts["obstacle"] = no_phone(worker, person, words=f"kanari{tag}way")
    at.steps["uuid"] = ring_the_council(worker, goal, words=f"kanari{tag}step").pk
    ring_the_council(worker, goal, who="worker", words=f"kanari{tag}promise")
    stick_and_pause(worker, person, goal, f"kanari{tag}")
    if at.sitting.mode == "statutory":
        at.parts["requirement"] = ordered(worker, person, words=f"kanari{tag}asked").pk
        over = ordered(worker, person, words=f"kanari{tag}over")
        end(worker, person, over, why=f"kanari{tag}ended")
    of_the_fund(worker, goal, at, tag)
    at.parts["decision"] = off_the_path(worker, person, f"kanari{tag}path")
    SeenByCoach.objects.create(
        line_id=at.parts["decision"], by=worker, words=f"kanari{tag}coach", at=timezone.now()
    )
    Example.objects.create(
        line_id=at.parts["decision"],
        team=worker.team or Team.objects.first(),
        number=1,
        is_offered=True,
        area=f"kanari{tag}area",
        decided=f"kanari{tag}decided",
        why=f"kanari{tag}because",
        came=f"kanari{tag}came",
        advice=f"kanari{tag}advice",
        language="en",
        by=worker,
        at=timezone.now(),
    )
    at.parts["file"] = keep_caseload(
        by=Staff(worker),
        raw=f"reference,called,mode\n1,kanari{tag}file,statutory\n".encode(),
        filename=f"kanari{tag}.csv",
    ).pk
    Event.objects.create(
        at=timezone.now(),
        verb=Verb.DISCLOSE,
        person=person.pk,
        user=worker.pk,
        device=f"kanari{tag}device",
        place=f"kanari{tag}place",
        what=f"kanari{tag}what",
        recipient=f"kanari{tag}recipient",
    )
    prepared = Preparation.objects.create(
        person=person,
        worker=worker,
        token_hash=uuid4().hex,
        secret_hash=uuid4().hex,
        pin_hash=uuid4().hex,
        made_at=timezone.now(),
        ends_on=timezone.localdate(),
        opened_at=timezone.now(),
    )
    Draft.objects.create(
        preparation=prepared,
        about="home.strength.words",
        value=f"kanari{tag}draft",
        language="en",
        written_at=timezone.now(),
        act=uuid4(),
    )
    page = OwnPage.objects.create(person=person, worker=worker, on_at=timezone.now())
    Device.objects.create(
        page=page,
        token_hash=uuid4().hex,
        secret_hash=uuid4().hex,
        pin_hash=uuid4().hex,
        made_at=timezone.now(),
        opened_at=timezone.now(),
    )
    TalkSoon.objects.create(
        pk=uuid4(),
        person=person,
        reach=f"kanari{tag}reach",
        answer=f"kanari{tag}soon",
        asked_at=timezone.now(),
        due_at=timezone.now(),
    )
    Cover.objects.get_or_create(team=worker.team or Team.objects.first(), defaults={"user": worker})
    taken = make_level(person)
    take_off(by=Staff(worker), person=person, level=taken, why=f"kanari{tag}why")
    at.parts["level"] = make_level(
        person, source=f"kanari{tag}source", tool=f"kanari{tag}tool", version=f"kanari{tag}2"
    ).pk
    apart(worker, person, tag)
    invite_device(sitting=at.sitting)
    make_link("reset", worker)
    address, _new = EmailAddress.objects.get_or_create(user=worker, email=worker.email)
    EmailConfirmation.objects.create(email_address=address, key=uuid4().hex, sent=timezone.now())
    return at


def of_the_fund(worker, goal, at, tag):
    """Something asked for, answered and paid for, and what it changed."""
    names = ("name", "name_cy", "purpose", "purpose_cy")
    words = {one: f"kanari{tag}{one}".replace("_", "") for one in names}
    # Others of their organisation ask the same fund: what is left of it stands on no screen.
    fund = worker.organisation.funds.first()
    if fund is None:
        head = make_user(worker.organisation, f"kanari{tag}head", Role.MANAGER, team=worker.team)
        fund = asking.make_fund(head, **words)
    at.parts["fund"] = fund.pk
    asked = asking.ask(worker, goal, fund, what=f"kanari{tag}what", why=f"kanari{tag}why")
    at.parts["asked"] = asked.pk
    asking.answer(worker, asked, words=f"kanari{tag}answered")
    asking.spend(worker, asked)
    at.parts["receipt"] = asking.receipt(asked, f"kanari{tag}receipt").pk


def apart(worker, person, tag):
    """A restricted note of theirs, which this worker may read and has read."""
    words = {name: f"kanari{tag}{name}apart" for name in ("about", "words", "source")}
    keep_note(worker, person, **words)
    administrator = worker.organisation.users.exclude(pk=worker.pk).first()
    let_read(administrator, worker)
    why = f"kanari{tag}whyapart"
    open_compartment(by=Staff(worker), person=person, compartment="victim", reason=why)


def crawl(at, *methods, others=None, doors=("together", "beside"), only=None):
    """Everything that the two screens are told: by address, method and door.

    With `others`, what they are told at every address outside their room, about these others.
    """
    told = {}
    for place, kinds in access.places().items():
        for door in doors:
            is_inside, actor = place.partition(":")[0] == door, DOORS[door]
            if is_inside == bool(others) or (only and place not in only):
                continue
            for path in paths(others or at, place, kinds):
                for method in methods:
                    told[f"{place} {method} {door} {path}"] = ask(at.clients[actor], method, path)
    return told


def paths(at, place, kinds):
    keys = {
        "prompt": [prompt.key for prompt in instrument_of(at.thread).prompts],
        "talk_step": ["person", "worker_back", "where", "note", "again"],
    }.get(place.rpartition(":")[2].removeprefix("check_"), [""])
    for key in keys:
        steps = at.steps | ({"prompt": key, "talk_step": key} if key else {})
        scene = SimpleNamespace(sittings=at.sittings, parts=at.parts, steps=steps, ended=None)
        yield access.address(scene, place, "locked", kinds)


def ask(client, method, path, data=None):
    """The whole answer as text; what it wrote is undone."""
    client.raise_request_exception = False
    cookies = client.cookies.copy()
    with transaction.atomic():
        # Not as `Pages` asks: how a page is made is looked at elsewhere.
        answer = (
            getattr(Client, method.lower())(client, path, data)
            if data
            else (Client.generic(client, method, path))
        )
        transaction.set_rollback(True)
    client.cookies = cookies
    assert answer.status_code < 500, f"{method} {path}"
    said = [f"{answer.status_code} {answer.reason_phrase}"]
    # A length is a number that may be any canary's by chance; the whole body is looked at anyway.
    by_chance = {"Expires", "Content-Length"}
    said += [f"{name}: {value}" for name, value in answer.headers.items() if name not in by_chance]
    if answer.headers.get("Content-Type") == "application/pdf":
        with opened(answer.content) as pdf, pdf.open_metadata() as about:
            said += [text_of(answer.content, with_edges=True), str(pdf.docinfo), str(about)]
    else:
        said.append(answer.content.decode())
    return "\n".join(said)


def in_welsh(at, name):
    """A page of which other words stand in Welsh."""
    client = at.clients["locked"]
    kept = {name: one.value for name, one in client.cookies.items()}
    client.cookies = SimpleCookie(kept | {settings.LANGUAGE_COOKIE_NAME: "cy"})
    return ask(client, "GET", f"/together/{at.sitting.pk}/{name}")


TOKENS = re.compile(
    r'(name="csrfmiddlewaretoken" value=")[^"]+|(name=\\?"act[^>]*? value=\\?")[^"\\]+'
)


def plain(told):
    """Without what differs between any two answers: tokens, and ids for what is yet to be said."""
    return {
        where: TOKENS.sub(r"\1\2", text)
        for where, text in told.items()
        if not any(where.startswith(fresh) for fresh in FRESH)
    }


def given_away(canaries, told):
    """Where a value stands that may not, by field. A key may point at what is shown itself."""
    shown = {one for c in canaries.found.values() if c.may_show for one in c.spellings}
    everything, found = "\n".join(told.values()), defaultdict(set)
    for canary in canaries.found.values():
        if not canary.may_show and not shown & set(canary.spellings) and canary.is_in(everything):
            places = {where for where, text in told.items() if canary.is_in(text)}
            found[canary.field] |= {" ".join(where.split()[:3]) for where in places}
    return {field: sorted(places)[:4] for field, places in found.items()}


def populate(cast):
    """Everybody else: more people of the same worker, of the team, of another organisation."""
    rhys = make_person(cast.north, "Rhys", worker=cast.imran, team=cast.team)
    filled(cast.imran, rhys, "x")
    filled(cast.maureen, cast.kofi, "y")
    return filled(cast.priya, cast.aled, "z")


def test_it_shows_what_is_declared_and_does_not_differ_by_what_is_hidden(cast):
    at = filled(cast.imran, cast.danielle, "a")
    canaries = Canaries(cast.danielle, cast.imran)
    canaries.plant(shown=True)
    before = plain(crawl(at, "GET"))

    others = populate(cast)
    canaries.plant(shown=False)
    empty = {model._meta.label for model in about_people() if not model._base_manager.exists()}
    assert empty == set(), "put a row in each table"

    told = crawl(at, "GET", "POST")
    outside = crawl(at, "GET", others=others, doors=["together"])
    assert given_away(canaries, told | outside) == {}
    after = plain(told)
    assert {where for where in before if after[where] != before[where]} == set()

    # That the crawl can see is known by what it must see.
    welsh = [in_welsh(at, "card"), in_welsh(at, f"plan/goals/{at.parts['goal']}/fund")]
    everything = "\n".join([*told.values(), *welsh])
    declared, seen = set(), set()
    for canary in canaries.found.values():
        if canary.may_show:
            declared.add(canary.field)
            seen |= {canary.field} if canary.is_in(everything) else set()
    assert declared - seen - BY_EFFECT == set(), "declared for the shared screen, never shown"
    assert {"people.Person.called", "plans.Goal.words", "voices.Saying.value"} <= seen


@pytest.mark.parametrize("mode", ["statutory", "voluntary"])
def test_no_state_of_a_sitting_gives_anything_away(cast, mode):
    worker, person = (
        (cast.imran, cast.danielle) if mode == "statutory" else (cast.maureen, cast.kofi)
    )
    rhys = make_person(worker.organisation, "Rhys", worker=worker, mode=mode)
    fresh = begun(worker, person)
    filled(worker, rhys, "x")
    canaries = Canaries(person, worker)
    for shown in (True, False):
        canaries.plant(shown=shown)
    told = {f"fresh {where}": text for where, text in crawl(fresh, "GET").items()}

    at = filled(worker, person, "a")
    for shown in (True, False):
        canaries.plant(shown=shown)
    talk = at.parts["talk"]
    states = {
        "covered": {"is_covered": True},
        "resting": {"pin_misses": 5, "pin_missed_at": timezone.now()},
        "agree": {"handed": "agree"},
        "fair": {"handed": f"fair/{talk}"},
        "after": {"handed": "after"},
        "check": {"handed": f"check/engagement/fair/{at.parts['check_talk']}"},
        "note": {"handed": f"talk/home.now/{talk}/note"},
    }
    sitting = Sitting.objects.filter(pk=at.sitting.pk)
    as_it_was = sitting.values("is_covered", "pin_misses", "pin_missed_at", "handed").get()
    for name, state in states.items():
        sitting.update(**as_it_was | state)
        method = "POST" if name == "resting" else "GET"
        found = crawl(at, method, doors=["together"], only=STILL_OPEN)
        told |= {f"{name} {where}": text for where, text in found.items()}
    assert given_away(canaries, told) == {}

    # What the questions say to the worker alone is said at the desk, before.
    names = {"person": person.called, "worker": worker.called}
    alone = {i.before_sitting for i in instrument_of(at.thread).items if i.before_sitting}
    everything = "\n".join(told.values())
    assert alone
    assert not any(words.say("en", names)[:60] in everything for words in alone)


@pytest.mark.django_db(transaction=True)
def test_the_streams_of_a_room_carry_threads_and_numbers_and_whose_turn_it_is_only(cast):
    at = filled(cast.imran, cast.danielle, "a")
    filled(cast.priya, cast.aled, "z")
    for door, actor in DOORS.items():
        client = at.clients[actor]
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        permit = permitted(f"{door}/{at.sitting.pk}", cookies)
        said = _at(permit).decode()
        threads = {str(pk) for (pk,) in Thread.objects.filter(person=at.person).values_list("id")}
        turn = r"event: turn\ndata: (?:nobody|person|worker)\n\n"
        assert re.fullmatch(rf"(event: at\ndata: [0-9a-f-]{{36}} \d+\n\n)+{turn}", said)
        assert set(re.findall(r"data: ([0-9a-f-]{36})", said)) == threads


def test_the_way_around_is_taken_by_what_is_never_shown():
    users = {
        str(path.relative_to(TANDEM))
        for path in TANDEM.rglob("*.py")
        if "off_screen" in path.read_text("utf-8") and "tests" not in path.parts
    }
    assert users == {"privacy/screen.py", "assessments/actions/summary.py"}
