"""What is kept apart about the made-up people, and who may read it."""

from datetime import timedelta

from django.utils import timezone

from tandem.home.demo.cast import BY, Cast
from tandem.restricted.actions import keep
from tandem.restricted.models import Compartment, Reader

# kept by, about whom, which kind, what about, words, from where
NOTES = (
    (
        "Imran", "Danielle", Compartment.SAFEGUARDING,
        "Who collects the child on Fridays",
        "The school has a password for whoever collects. Her mother does not know it yet.",
        "The school, by phone, Tuesday",
    ),
    (
        "Imran", "Danielle", Compartment.VICTIM,
        "Where the shop's manager works now",
        "The manager moved to another branch and asks that nobody is told which.",
        "The victim liaison officer, by letter",
    ),
    (
        "Priya", "Aled", Compartment.THIRD_PARTY,
        "A neighbour rang",
        "The neighbour hears shouting at night and is afraid to be named.",
        "The neighbour, by phone, Monday",
    ),
)  # fmt: skip
# Imran reads one kind. What he kept of the other he cannot read again.
READERS = (
    ("Carys", Compartment.VICTIM),
    ("Carys", Compartment.SAFEGUARDING),
    ("Imran", Compartment.SAFEGUARDING),
)


def restricted(cast: Cast) -> None:
    today = timezone.localdate()
    for keeper, person, compartment, about, words, source in NOTES:
        keep(
            by=BY,
            keeper=cast.staff[keeper],
            person=cast.people[person],
            compartment=compartment,
            about=about,
            words=words,
            source=source,
            review_on=today + timedelta(days=90),
        )
    # Written as they stand: letting somebody in is told to the log of whoever runs it.
    for called, compartment in READERS:
        Reader.objects.create(
            user=cast.staff[called],
            compartment=compartment,
            ends_on=today + timedelta(days=180),
            given_by=cast.staff["Bea"],
            given_at=timezone.now(),
        )
