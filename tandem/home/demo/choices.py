"""A choice between two ways with what came of it, and a decision off the usual path that a coach
told to the team without a name."""

from typing import Any
from uuid import UUID, uuid4

from tandem.home.demo.cast import Cast
from tandem.home.demo.scene import Scene, as_of, days_ago
from tandem.people.actor import Staff
from tandem.plans.actions import forks
from tandem.plans.actions.coaching import see_line
from tandem.plans.actions.examples import offer_example
from tandem.plans.actions.leaves import add_line
from tandem.plans.coaching import Line, line_for
from tandem.voices.models import Act


def choices(cast: Cast) -> None:
    person, worker, coach = cast.people["Keira"], cast.staff["Imran"], Staff(cast.staff["Carys"])
    taken, line = uuid4(), uuid4()
    with Scene(person, worker, 40) as sitting:
        told: dict[str, Any] = {"person": person, "setting": sitting.setting(sitting.room())}
        fork = forks.open_fork(
            act=uuid4(),
            party="both",
            words="Where do I cut hair?",
            ways=["At home, for people I know.", "In the shop on the square."],
            **told,
        )
        for way, part, party, words in (
            (1, "good", "person", "I choose the hours."),
            (2, "good", "person", "They pay each week."),
            (2, "hard", "worker", "It is full time from the first day."),
        ):
            forks.say_of_way(
                act=uuid4(), party=party, fork=fork, way=way, part=part, words=words, **told
            )
        forks.take_way(act=taken, party="person", fork=fork, way=1, words="I start small.", **told)
        add_line(
            act=line,
            leaf="unusual",
            part="decided",
            party="worker",
            words="We met at the college for two months, so that no class was missed.",
            **told,
        )
    with as_of(days_ago(36)):
        decided = Act.objects.get(pk=line).entry_id
        see_line(
            by=coach, line=_line(coach, decided), act=uuid4(), words="Good. Write down what it did."
        )
        offer_example(
            by=coach,
            line=_line(coach, decided),
            act=uuid4(),
            number=0,
            area="days",
            decided="Meet where the course is, for as long as it lasts.",
            why="No class is missed, and no meeting either.",
            came="Every meeting was kept.",
            advice="Ask the college for a room first.",
        )
    with Scene(person, worker, 19) as sitting:
        forks.tell_came(
            person=person,
            setting=sitting.setting(sitting.room()),
            act=uuid4(),
            party="person",
            fork=fork,
            of=Act.objects.get(pk=taken).entry_id,
            words="Four people come each week. I want two more.",
        )


def _line(coach: Staff, decided: UUID) -> Line:
    found = line_for(coach, decided)
    assert found
    return found
