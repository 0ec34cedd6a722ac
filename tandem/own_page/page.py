"""What the own page shows first: what is the person's to do, and what they were promised."""

from dataclasses import dataclass

from django.utils import timezone

from tandem.assessments.checks import CHECKS
from tandem.people.models import Person
from tandem.people.queries import mode_of
from tandem.plans.leaves import leaves
from tandem.plans.promised import ShownStep
from tandem.plans.queries import ShownPlan, plan_of
from tandem.plans.reasons import sheet_in, speaker
from tandem.voices.queries import told_of


@dataclass(frozen=True, slots=True)
class Lines:
    """Steps of one party, of goals that are open."""

    open: list[ShownStep]
    done: list[ShownStep]

    @property
    def late(self) -> int:
        return sum(1 for line in self.open if line.is_late)


def own_leaves() -> list[tuple[int, str]]:
    """The leaves on which the person may say something, by their numbers: an address says nothing
    of what is on it."""
    found = [key for key, one in leaves().items() if any("person" in p.said_by for p in one.parts)]
    return list(enumerate(found, start=1))


def own_plan(person: Person, names: dict[str, str]) -> ShownPlan:
    return plan_of(person, names, mode=mode_of(person), today=timezone.localdate())


def lines_of(plan: ShownPlan, *, is_own: bool) -> Lines:
    """The person's own, or what they were promised by anybody else."""
    every = [line for goal in plan.active for line in goal.steps]
    steps = [line for line in every if (line.step.who == "person") == is_own]
    return Lines(
        open=[line for line in steps if line.step.state != "done"],
        done=[line for line in steps if line.step.state == "done"],
    )


@dataclass(frozen=True, slots=True)
class OwnWords:
    asked: str
    words: str
    language: str


def own_words(person: Person, names: dict[str, str]) -> list[tuple[str, list[OwnWords]]]:
    """What the person said and still stands, by area, in the order of the sheets."""
    told, mode = told_of(person.pk, ("sheet",), checks=CHECKS, own=True), mode_of(person)
    whole = names | {"organisation": person.organisation.name}
    found = []
    for key in sorted(told, key=lambda name: (name != "sheet", name)):
        sheet = sheet_in(told[key], mode)
        if sheet is None:
            continue
        say = speaker(whole)
        for area in sheet.instrument.areas:
            said = [(item, sheet.stand.get((item.key, "person"))) for item in area.items]
            lines = [
                OwnWords(say.say(item.prompt), say.answer(item, one.value), one.language)
                for item, one in said
                if one and one.kind == "answer" and one.value and item.party == "person"
            ]
            if lines:
                found.append((say.say(area.name), lines))
    return found
