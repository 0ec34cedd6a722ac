"""Plain builders for the plan's tests: a sheet that says something, and settings to say it in."""

from datetime import date
from uuid import uuid4

from django.db import transaction

from tandem.assessments.queries import sheet_thread
from tandem.people.actor import Guest as GuestActor
from tandem.people.actor import Staff
from tandem.plans.actions.goals import add_goal
from tandem.plans.actions.steps import add_step
from tandem.sittings.actions.sittings import see_screen, start_sitting
from tandem.sittings.gate import GUEST_COOKIE, digest
from tandem.sittings.models import Guest, Held, Sitting
from tandem.voices.actions import Setting, append
from tandem.voices.models import Kind, Party


def at_the_desk(user, language="en"):
    return Setting(
        by=Staff(user, "desk"), sitting=None, typed_by="worker", language=language, seen=0
    )


def in_persons_hands(sitting, language="en"):
    guest = GuestActor(uuid4(), sitting.pk, sitting.person_id)
    return Setting(by=guest, sitting=sitting.pk, typed_by="person", language=language, seen=0)


def answer(user, person, party, item, value, *, kind=Kind.ANSWER, language="en"):
    with transaction.atomic():
        return append(
            sheet_thread(person).pk,
            uuid4(),
            at_the_desk(user, language),
            kind=kind,
            about=item,
            party=Party(party),
            value=value,
        ).entry


def home_sheet(user, person):
    """Home as the two see it, and money that the person passes over."""
    answer(user, person, "person", "home.strength.words", "It is mine and I keep it going.")
    answer(user, person, "person", "home.now", "mostly_fine")
    answer(user, person, "worker", "home.w.strength", "You have kept this flat for eight months.")
    answer(user, person, "worker", "home.w.now", "hard")
    answer(user, person, "worker", "home.w.hard", "Rent is two months behind.")
    answer(
        user,
        person,
        "worker",
        "home.w.offer",
        {"words": "I go with you to the advice centre.", "due_on": "2026-12-10"},
    )
    answer(user, person, "person", "matters.words", "My boy at weekends.")
    answer(user, person, "person", "money.now", {}, kind=Kind.PASS)


def keep_the_flat(user, person, *, origin="person", words="I keep my flat."):
    return add_goal(
        person=person,
        setting=at_the_desk(user),
        act=uuid4(),
        words=words,
        because=["home.now"],
        origin=origin,
    )


def ring_the_council(user, goal, *, who="person", words="Ring the council.", due_on=None):
    return add_step(
        goal=goal,
        setting=at_the_desk(user),
        act=uuid4(),
        party="both",
        who=who,
        words=words,
        due_on=due_on or date(2026, 12, 4),
    )


def sit(client, user, person, *, held=Held.SIDE_BY_SIDE):
    """Sit together in this client's own sign-in, after the person's tap; gives the sitting."""
    client.force_login(user)
    device = digest(client.session.session_key)
    sitting = start_sitting(by=Staff(user, device), person=person, held=held, pin="2580")
    see_screen(sitting=sitting)
    return sitting


def hand_over(sitting):
    Sitting.objects.filter(pk=sitting.pk).update(handed="agree")


def join_as_person(client, sitting):
    """A second device that was let in; `client` is that device."""
    now = sitting.started_at
    Guest.objects.create(
        sitting=sitting,
        secret_hash=digest("a secret"),
        word="kettle",
        joined_at=now,
        confirmed_at=now,
    )
    client.cookies[GUEST_COOKIE] = "a secret"
    return client
