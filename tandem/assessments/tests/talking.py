"""Builders for the tests of differences and talks: a room with two marks in it, and its devices."""

import re
from dataclasses import replace
from types import SimpleNamespace
from uuid import UUID, uuid4

from django.db import transaction

from tandem.assessments.actions.summary import refresh_summary
from tandem.assessments.queries import sheet_thread
from tandem.people.actor import Guest as GuestActor
from tandem.people.actor import Staff
from tandem.sittings.actions.sittings import see_screen, start_sitting
from tandem.sittings.gate import GUEST_COOKIE, digest
from tandem.sittings.models import Guest, Held
from tandem.sittings.room import Room
from tandem.voices.actions import Setting, append
from tandem.voices.models import Entry, Kind, Party
from tandem.voices.queries import said_in
from tests.page import Pages


def sit(user, person, *, held=Held.SIDE_BY_SIDE, mode=None):
    """A sitting with its worker's browser signed in to it, after the person's tap."""
    client = Pages()
    client.force_login(user)
    device = digest(client.session.session_key)
    sitting = start_sitting(by=Staff(user, device), person=person, held=held, pin="2580")
    see_screen(sitting=sitting)
    door = "desk" if held == Held.PAPER else "together"
    room = Room(door, Staff(user, device), sitting, person)
    return SimpleNamespace(
        client=client, sitting=sitting, room=room, thread=sheet_thread(person), person=person
    )


def join(at):
    """A second device that was let in as the person: its browser and its room."""
    if phone := getattr(at, "phone", None):
        return phone
    guest = Guest.objects.create(
        sitting=at.sitting,
        secret_hash=digest(f"secret {at.sitting.pk}"),
        word="kettle",
        joined_at=at.sitting.started_at,
        confirmed_at=at.sitting.started_at,
    )
    client = Pages()
    client.cookies[GUEST_COOKIE] = f"secret {at.sitting.pk}"
    actor = GuestActor(guest.pk, at.sitting.pk, at.person.pk)
    room = Room("beside", actor, at.sitting, at.person)
    at.phone = SimpleNamespace(
        client=client, sitting=at.sitting, room=room, thread=at.thread, person=at.person
    )
    return at.phone


def setting(at):
    return Setting(
        by=at.room.by,
        sitting=at.sitting.pk,
        typed_by=at.room.typed_by,
        language="en",
        seen=0,
    )


@transaction.atomic
def say(at, party, item, value, kind=Kind.ANSWER):
    done = append(
        at.thread.pk,
        uuid4(),
        setting(at),
        kind=kind,
        about=item,
        party=Party(party),
        value=value,
    )
    refresh_summary(at.thread)
    return done.entry


def home_apart(at):
    """She says "mostly fine", he says "hard"."""
    say(at, "person", "home.now", "mostly_fine")
    say(at, "worker", "home.w.now", "hard")


def in_check(at, name="engagement"):
    """The same room, on the pages of a short check."""
    room, thread = replace(at.room, check=name), sheet_thread(at.person, name)
    return SimpleNamespace(**vars(at) | {"room": room, "thread": thread})


def kept_apart(at):
    """In a short check she says that she kept the times, and he does not see it yet."""
    say(at, "person", "doing.kept", "yes")
    say(at, "worker", "doing.w.kept", "not_yet")


def harm_apart(at):
    say(at, "person", "home.harm", "safe")
    say(at, "worker", "home.w.harm", "more")


def log(at):
    """What the thread holds, without the first marks: (kind, party, value)."""
    return [(e.kind, e.party, e.value) for e in said_in(at.thread.pk)]


def told(at, kind):
    return [(e.party, e.value) for e in said_in(at.thread.pk) if e.kind == kind]


def page(at, name, **kwargs):
    query = kwargs.pop("query", "")
    answer = at.client.get(at.room.url(name, **kwargs) + query)
    assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
    return answer.content.decode()


def post(at, name, data=None, **kwargs):
    data = {"act": str(uuid4()), "seen": "0"} | (data or {})
    # An act reads the log, locks it, adds to it and asks it again.
    return at.client.post(at.room.url(name, **kwargs), data, budget=40)


def open_talk(at, item="home.now"):
    """Press "Talk about it" and give the talk's id."""
    answer = post(at, "talk", item=item)
    assert answer.status_code == 302, answer.content.decode()
    return UUID(re.search(r"/([0-9a-f-]{36})/[a-z_]+$", answer.headers["Location"])[1])


def screen_for(at, step, data):
    is_own = step in ("where", "note") or (step == "again" and "worker-mark" not in data)
    return join(at) if at.room.door == "together" and is_own and "skip" not in data else at


def step(at, talk, step, /, item="home.now", **data):
    """One step, on the screen that may give it: what the person gives with their own hands comes
    from their own device."""
    names = {name.replace("__", "-"): value for name, value in data.items()}
    return post(screen_for(at, step, names), "talk_step", names, item=item, talk=talk, step=step)


def next_step(answer):
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"].rpartition("/")[2]


def entries(at):
    return Entry.objects.filter(thread=at.thread).count()
