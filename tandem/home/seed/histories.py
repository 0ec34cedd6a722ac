"""A person's history: sittings over months with the workers of the time, the sheet, the plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from tandem.assessments.rules.remarks import summary
from tandem.assessments.rules.shut import without_shut
from tandem.home.seed import talks
from tandem.home.seed.banks import Sayings, sayings
from tandem.home.seed.caseload import Known, Worker, at
from tandem.home.seed.log import Log, Told
from tandem.home.seed.plans import PlanTold
from tandem.home.seed.sheets import SheetTold
from tandem.home.seed.sitting import Sat
from tandem.instruments.schema import Instrument
from tandem.people.models import Mode
from tandem.sittings.models import Held
from tandem.voices.fold import Said
from tandem.voices.models import Kind

HELD = {Held.SIDE_BY_SIDE: 78, Held.PHONE: 8, Held.VIDEO: 6, Held.PAPER: 8}
# Longer than this between two sittings is a return: something went wrong, or life did.
LAPSE = timedelta(days=100)


def tell(told: Told, known: Known, seed: str, instrument: Instrument, today: date) -> bool:
    """Add one person's history; False if nobody has had a day to sit with them yet."""
    random = Random(f"{seed}/history/{known.place}")  # noqa: S311
    held = _sittings(known, random, today)
    if not held:
        return False
    History(told, known, random, instrument, held).tell()
    return True


def _sittings(known: Known, random: Random, today: date) -> list[tuple[datetime, Worker]]:
    """When they sat, and who the worker was."""
    first = known.spells[0].began_at.date() + timedelta(days=1 + random.randrange(14))
    last = min(today - timedelta(days=1), known.ends_on or today)
    days = [first + timedelta(days=day) for day in range((last - first).days + 1)]
    days = [day for day in days if day.isoweekday() < 6]
    many = max(1, min(6, round(len(days) / random.uniform(30, 80))))
    found = []
    for day in sorted(random.sample(days, min(many, len(days)))):
        when = at(day, random)
        for spell in known.spells:
            over = spell.ended_at or datetime.max.replace(tzinfo=UTC)
            if spell.worker and spell.began_at < when < over:
                found.append((when, spell.worker))
    return found


class History:
    def __init__(
        self,
        told: Told,
        known: Known,
        random: Random,
        instrument: Instrument,
        held: list[tuple[datetime, Worker]],
    ) -> None:
        self.told, self.known, self.random, self.held = told, known, random, held
        opened = held[0][0]
        self.log = Log(told, random, known.id, "sheet", instrument.digest, opened)
        self.sheet = SheetTold(random, self.log, instrument, known.mode)
        self.plan: PlanTold | None = None
        self.remark: Said | None = None

    def tell(self) -> None:
        before = self.held[0][0]
        for number, (when, worker) in enumerate(self.held):
            if number:
                lapsed = when - before > LAPSE
                self.sheet.time_passes(is_setback=lapsed or self.random.random() < 0.1)
            self._sitting(number, when, worker)
            before = when
        self.log.close()
        if self.plan:
            self.plan.log.close()
            self.plan.close()
        said = without_shut(self.sheet.instrument, self.known.mode, self.log.said)
        now = summary(self.sheet.instrument, said)
        self.told.summaries.add(
            self.log.thread.id, now.open_differences, now.come_back_on, now.owed, now.owed_on
        )

    def _sitting(self, number: int, when: datetime, worker: Worker) -> None:
        random = self.random
        held = random.choices(list(HELD), list(HELD.values()))[0]
        is_welsh = self.known.page_language == "cy" and random.random() < 0.85
        language = "cy" if is_welsh else "en"
        # Paper is typed in on the day, or the day after.
        held_on = when.date()
        if held == Held.PAPER and number and random.random() < 0.5:
            held_on -= timedelta(days=1)
        says = sayings(language)
        sat = Sat(
            *(self.told, random, self.known, worker, when),
            held=held,
            language=language,
            held_on=held_on,
        )
        if number == 0:
            self._begin(sat, says)
        picked = self.sheet.pick(sat, says)
        for area in picked:
            self.sheet.talk_over(sat, area, says)
        self._differ(sat, says)
        talks.talk_about_some(self.sheet, sat, says)
        if random.random() < 0.6:
            self.sheet.pick_first(sat, picked)
        if number or random.random() < 0.6:
            self._plan(sat, says)
        sat.finish()

    def _begin(self, sat: Sat, says: Sayings) -> None:
        """The prompts before the first sitting, and the page on how the two work best."""
        random = self.random
        remote = sat.held in (Held.PHONE, Held.VIDEO)
        for prompt in self.sheet.instrument.prompts if not sat.is_paper else ():
            answered = 0
            for item in prompt.items_for(self.known.mode, remote):
                if item.kind == "one":
                    value = item.choices[0].key
                elif item.key.startswith("start.purpose.") and random.random() < 0.6:
                    kind = "today" if item.party == "person" else "worker_today"
                    value = says.one(random, "talk", kind)
                else:
                    continue
                sat.say(self.log, Kind.PROMPT, item.key, item.party, value)
                answered += 1
            if answered:
                sat.event("collect", "answer_prompt")
        if random.random() < 0.35:
            self.sheet.how_we_work(sat)
        if self.known.mode == Mode.VOLUNTARY and random.random() < 0.12:
            self.sheet.open_links(sat)

    def _differ(self, sat: Sat, says: Sayings) -> None:
        if self.remark and self.random.random() < 0.8:
            talks.answer(self.sheet, sat, says, self.remark)
            self.remark = None
        elif self.remark is None and self.random.random() < 0.12:
            self.remark = talks.remark(self.sheet, sat, says)

    def _plan(self, sat: Sat, says: Sayings) -> None:
        if self.plan is None:
            log = Log(self.told, self.random, self.known.id, "plan", None, sat.tick())
            self.plan = PlanTold(self.told, self.sheet, log)
        self.plan.work_on(sat, says)
