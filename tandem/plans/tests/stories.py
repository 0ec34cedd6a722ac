"""Plain builders for the plan's tests: a sheet that says something, and settings to say it in."""

from datetime import date
from uuid import uuid4

from django.db import transaction

from tandem.assessments.queries import sheet_thread
from tandem.people.actor import Guest as GuestActor
from tandem.people.actor import Staff
from tandem.plans import rules
from tandem.plans.actions.agreements import agree_goal, read_of
from tandem.plans.actions.asks import ask
from tandem.plans.actions.coaching import see_line
from tandem.plans.actions.examples import offer_example
from tandem.plans.actions.forks import open_fork
from tandem.plans.actions.goals import add_goal, pause_goal
from tandem.plans.actions.leaves import add_line
from tandem.plans.actions.obstacles import name_obstacle
from tandem.plans.actions.requirements import add_requirement, end_requirement
from tandem.plans.actions.steps import add_step, stick_step
from tandem.plans.coaching import line_for
from tandem.sittings.actions.sittings import see_screen, start_sitting
from tandem.sittings.gate import GUEST_COOKIE, digest
from tandem.sittings.models import Guest, Held, Sitting
from tandem.voices.actions import Setting, append
from tandem.voices.models import Act, Entry, Kind, Party


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


def answer_goal(user, goal, answer="yes"):
    """The worker's answer to its words; gives its entry."""
    act = uuid4()
    agree_goal(
        goal=goal,
        setting=at_the_desk(user),
        act=act,
        party="worker",
        answer=answer,
        digest=rules.digest(read_of(goal)),
    )
    return Act.objects.get(pk=act).entry


def stick_and_pause(user, person, goal, words):
    """A step of this goal that is stuck, and another goal that is paused."""
    desk = at_the_desk(user)
    step = ring_the_council(user, goal, words=f"{words}steps")
    stick_step(step=step, setting=desk, act=uuid4(), party="both", why=f"{words}stuck")
    other = keep_the_flat(user, person, words=f"{words}later")
    pause_goal(goal=other, setting=desk, act=uuid4(), party="both", why=f"{words}why")


def no_phone(user, person, words="No phone, no credit."):
    """Something in the way; gives its id."""
    return name_obstacle(
        person=person,
        setting=at_the_desk(user),
        act=uuid4(),
        party="both",
        sort="practical",
        words=words,
        who="worker",
        due_on=date(2026, 12, 4),
    )


def brings(user, person, words="I mend bikes."):
    """A line of "What I bring"; gives its id."""
    line = uuid4()
    told = {"leaf": "bring", "part": "skills", "party": "person", "words": words}
    add_line(person=person, setting=at_the_desk(user), act=line, **told)
    return line


def two_ways(user, person, words="What about the rent?"):
    """A choice between two; gives its id."""
    setting, ways = at_the_desk(user), ["Ring the council.", "Ask my aunt."]
    told = {"party": "both", "words": words, "ways": ways}
    return open_fork(person=person, setting=setting, act=uuid4(), **told)


def ask_to_meet(user, person, words="Can we meet later in the day?"):
    """Gives the ask's id."""
    setting = at_the_desk(user)
    return ask(person=person, setting=setting, act=uuid4(), words=words, what="time")


def ordered(user, person, kind="unpaid_work", **more):
    """One thing that the person's order asks for."""
    told = {"choice": "required", "amount": 40, "unit": "hours"} | more
    return add_requirement(
        by=Staff(user, "desk"),
        episode=person.episodes.get(),
        act=uuid4(),
        language="en",
        kind=kind,
        **told,
    )


def end(user, person, requirement, **more):
    told = {"how": "varied", "on": date(2026, 3, 3), "why": "The judge made it 30 hours."} | more
    end_requirement(by=Staff(user, "desk"), person=person, requirement=requirement, **told)


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


def off_the_path(user, person, words="We met at the library: he does not go out after dark."):
    """What the worker decided off the usual path; gives the entry's id."""
    add_line(
        person=person,
        setting=at_the_desk(user),
        act=uuid4(),
        leaf="unusual",
        part="decided",
        party="worker",
        words=words,
    )
    rows = Entry.objects.filter(thread__person=person, about__startswith="leaf/unusual/")
    return rows.latest("seq").pk


def told_to_the_team(coach, line, **told):
    """Seen by who coaches and told to their team without names; gives the entry's id."""
    by = Staff(coach)
    see_line(by=by, line=line_for(by, line), act=uuid4(), words="Good thinking.")
    words = {"decided": "Met in a public place.", "why": "It felt safer.", "came": "", "advice": ""}
    given = {"number": 0, "area": "home", **words, **told}
    offer_example(by=by, line=line_for(by, line), act=uuid4(), **given)
    return line
