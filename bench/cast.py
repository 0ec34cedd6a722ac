"""The people of a run: workers signed in, each sitting with one person, a device joined as theirs.

All made up, put in beside whatever caseload there is. Every one is called by a word that nobody
else is, so that a page that shows another person gives itself away.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from bench.client import Client
from tandem.assessments.actions import answers
from tandem.assessments.forms.answers import Given
from tandem.assessments.queries import (
    area_said,
    instrument_of,
    newest_release,
    sheet_thread,
)
from tandem.assessments.rules.sheet import sheet
from tandem.instruments.clean import clean
from tandem.instruments.schema import Item
from tandem.people.actor import Staff
from tandem.people.models import Allocation, Episode, Mode, Organisation, Person, Role, Team, User
from tandem.plans.actions import goals, steps
from tandem.sittings.gate import GUEST_COOKIE
from tandem.sittings.models import Guest, Held, Sitting
from tandem.sittings.room import Room
from tandem.voices.actions import Setting
from tandem.voices.models import Kind, Thread
from tandem.voices.queries import said_in

PIN = "2580"
TEAM = "Team of the bench"
GOALS, STEPS_OF_A_GOAL = 8, 3


@dataclass(frozen=True, slots=True)
class Seat:
    """One sitting as its two screens know it."""

    number: int
    name: str
    person: uuid.UUID
    sitting: uuid.UUID
    thread: uuid.UUID
    session: str
    guest_secret: str

    def worker(self, address: str) -> Client:
        return Client(address, {settings.SESSION_COOKIE_NAME: self.session})

    def guest(self, address: str) -> Client:
        return Client(address, {GUEST_COOKIE: self.guest_secret})

    def url(self, page: str, door: str = "together") -> str:
        return f"/{door}/{self.sitting}/{page}"


def canary(number: int) -> str:
    """A name of letters only that no other page can hold by chance."""
    letters = "bcdfghjklmnp"
    return "Zz" + "".join(letters[number // len(letters) ** place % 12] for place in range(5))


@transaction.atomic
def seats(count: int, first: int = 0) -> list[Seat]:
    """So many sittings that have just begun, each with its worker signed in and a joined device."""
    now = timezone.now()
    # One of the caseload's own, where there is a caseload.
    organisation = Organisation.objects.filter(mode=Mode.STATUTORY).order_by("name").first()
    if organisation is None:
        organisation = Organisation.objects.create(name="Bench Probation", mode=Mode.STATUTORY)
    team, _ = Team.objects.get_or_create(organisation=organisation, name=TEAM)
    numbers = range(first, first + count)
    workers = [
        User(
            organisation=organisation,
            team=team,
            email=f"bench{n}@bench.example",
            name=f"Worker {canary(n)}",
            called=f"W{canary(n)}",
            roles=[str(Role.WORKER)],
            password="!unusable",
        )
        for n in numbers
    ]
    people = [Person(organisation=organisation, called=canary(n)) for n in numbers]
    for person in people:
        person.name_keys()
    pin, release, today = make_password(PIN), newest_release(), timezone.localdate(now)
    keys = [secrets.token_hex(16) for _ in numbers]
    tokens = [secrets.token_urlsafe(32) for _ in numbers]
    pairs = list(zip(workers, people, strict=True))
    sittings = [
        Sitting(
            person=person,
            worker=worker,
            mode=Mode.STATUTORY,
            held=Held.SIDE_BY_SIDE,
            held_on=today,
            started_at=now,
            screen_seen_at=now,
            active_at=now,
            locked_sign_in=_digest(key),
            pin_hash=pin,
        )
        for (worker, person), key in zip(pairs, keys, strict=True)
    ]
    threads = [Thread(person=person, kind="sheet", release_id=release) for person in people]
    User.objects.bulk_create(workers)
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=Authenticator.Type.TOTP, data={}) for user in workers
    )
    Session.objects.bulk_create(
        session_of(user, key) for user, key in zip(workers, keys, strict=True)
    )
    Person.objects.bulk_create(people)
    Episode.objects.bulk_create(
        Episode(person=person, mode=Mode.STATUTORY, order_type="community_order", starts_on=today)
        for person in people
    )
    Allocation.objects.bulk_create(
        Allocation(person=person, worker=worker, team=team, began_at=now)
        for worker, person in pairs
    )
    Sitting.objects.bulk_create(sittings)
    Thread.objects.bulk_create(threads)
    Guest.objects.bulk_create(
        Guest(
            sitting=sitting,
            secret_hash=_digest(token),
            word="river",
            joined_at=now,
            confirmed_at=now,
        )
        for sitting, token in zip(sittings, tokens, strict=True)
    )
    return [
        Seat(number, person.called, person.pk, sitting.pk, thread.pk, key, token)
        for number, person, sitting, thread, key, token in zip(
            numbers, people, sittings, threads, keys, tokens, strict=True
        )
    ]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def session_of(user: User, key: str) -> Session:
    """The row that signing in leaves behind."""
    content = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    return Session(
        session_key=key,
        session_data=SessionStore().encode(content),
        expire_date=timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )


def room_of(seat: Seat) -> Room:
    sitting = Sitting.objects.select_related("worker", "person").get(pk=seat.sitting)
    return Room("together", Staff(sitting.worker, _digest(seat.session)), sitting, sitting.person)


def setting_of(room: Room, thread: Thread) -> Setting:
    thread.refresh_from_db()
    return Setting(
        by=room.by,
        sitting=room.sitting.pk,
        typed_by=room.typed_by,
        language="en",
        seen=thread.head,
        happened_on=None,
    )


@transaction.atomic
def fill(seat: Seat, areas: Sequence[str]) -> int:
    """Answer every question of these areas, in both voices, by the product's own actions."""
    room = room_of(seat)
    thread = sheet_thread(room.person)
    instrument = instrument_of(thread)
    count = 0
    for key in areas:
        area = instrument.area(key)
        if any(item.needs_notice for item in area.items):
            choice = instrument.prompt("notice").items[0]
            answers.answer_prompt(
                room=room,
                thread=thread,
                given=[Given(uuid.uuid4(), choice, Kind.PROMPT, "answer")],
                setting=setting_of(room, thread),
                about=f"notice/{key}",
            )
        # The worker's strength first: it opens the rest.
        for is_open in (True, False):
            items = [item for item in area.items if bool(item.opens_after) != is_open]
            answered = answers.answer(
                room=room,
                thread=thread,
                sheet=sheet(instrument, room.sitting.mode, said_in(thread.pk)),
                area=area,
                said=area_said(thread, area),
                given=[Given(uuid.uuid4(), item, Kind.ANSWER, likely(item)) for item in items],
                setting=setting_of(room, thread),
            )
            assert not answered.refused, answered.refused
            count += len(items)
    return count


def likely(item: Item) -> object:
    """An answer of the usual length."""
    words = "We talked about it last week, and it is going a little better than it did before."
    match item.kind:
        case "one" | "scale":
            return clean(item, item.choices[len(item.choices) // 2].key)
        case "many":
            return clean(item, [choice.key for choice in item.choices[:2]])
        case "ten":
            return clean(item, "6")
        case "date":
            return clean(item, timezone.localdate().isoformat())
        case "words_and_date":
            return clean(item, [words, timezone.localdate().isoformat()])
        case _:
            return clean(item, words)


@transaction.atomic
def make_plan(seat: Seat, because: str) -> None:
    """Eight goals of three steps each, tied to an answer that the sheet holds."""
    room = room_of(seat)
    thread = sheet_thread(room.person)
    for number in range(1, GOALS + 1):
        setting = setting_of(room, thread)
        goal = goals.add_goal(
            person=room.person,
            setting=setting,
            act=uuid.uuid4(),
            words=f"I find a place of my own where I can stay, part {number}.",
            because=[because],
            origin="person",
        )
        for step in range(STEPS_OF_A_GOAL):
            who = "worker" if step == 2 else "person"
            steps.add_step(
                goal=goal,
                setting=setting,
                act=uuid.uuid4(),
                party=who,
                who=who,
                words=f"Ring the housing team about the list and say what we agreed, {step + 1}.",
                due_on=timezone.localdate() + timedelta(days=7 * (step + 1)),
            )
