"""What Danielle's order asks for: hours of work and activity days, some of them done."""

from uuid import uuid4

from tandem.home.demo.cast import Cast
from tandem.home.demo.scene import as_of, days_ago
from tandem.people.actor import Staff
from tandem.plans.actions.requirements import add_requirement, note_done
from tandem.voices.actions import Setting

# kind, words, how much, counted in, how much is done
ASKED = (
    ("unpaid_work", "40 hours of unpaid work.", 40, "hours", 12),
    ("activity", "Ten activity days.", 10, "days", 3),
)


def write_down(cast: Cast) -> None:
    person, worker = cast.people["Danielle"], Staff(cast.staff["Imran"])
    setting = Setting(worker, sitting=None, typed_by="worker", language="en", seen=0)
    with as_of(days_ago(5)):
        for kind, words, amount, unit, done in ASKED:
            row = add_requirement(
                by=worker,
                episode=person.episodes.get(),
                act=uuid4(),
                language="en",
                kind=kind,
                choice="negotiable",
                words=words,
                amount=amount,
                unit=unit,
            )
            note_done(person=person, requirement=row, setting=setting, act=uuid4(), done=done)
