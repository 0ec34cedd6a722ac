"""One sitting of a story, told through the product's own actions with the clock set back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone, translation

from tandem.assessments.actions import answers, fairness, talks
from tandem.assessments.forms.answers import Given
from tandem.assessments.queries import area_said, instrument_of, sheet_thread
from tandem.assessments.rules.sheet import sheet
from tandem.assessments.rules.talks import OWN_HANDS
from tandem.people.actor import Actor, Guest, Staff
from tandem.people.models import Person, User
from tandem.plans import rules as plan_rules
from tandem.plans.actions import agreements, goals, steps
from tandem.plans.models import Goal, Step
from tandem.sittings.actions import joining, sittings
from tandem.sittings.models import Held
from tandem.sittings.room import Door, Room
from tandem.voices.actions import Setting
from tandem.voices.models import Entry, Kind, Party
from tandem.voices.queries import said_in

PIN = "2580"


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """The demo lives in the past: real acts, with the clock of the process set back."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def days_ago(days: int, hour: int = 10, minute: int = 30) -> datetime:
    # The real day, whatever the clock is set to inside a scene.
    day = timezone.localdate(datetime.now(UTC)) - timedelta(days=days)
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


class Scene:
    """A sitting that begins when it is made; `with Scene(...) as scene:` ends it."""

    def __init__(
        self,
        person: Person,
        worker: User,
        ago: int,
        *,
        held: str = Held.SIDE_BY_SIDE,
        language: str = "en",
        paper_typed_later: int = 0,
    ) -> None:
        self.person, self.worker = person, worker
        self.moment = days_ago(ago - paper_typed_later)
        self.held, self.language = held, language
        self.held_on: date | None = days_ago(ago).date() if held == Held.PAPER else None
        self.staff = Staff(worker, device=f"demo {worker.pk}")

    def __enter__(self) -> "Scene":
        self._clock = as_of(self.moment)
        self._clock.__enter__()
        self._words = translation.override(self.language)
        self._words.__enter__()
        # Savings of one sitting become durable together: a demo may be made again.
        self._saving = transaction.atomic()
        self._saving.__enter__()
        self.sitting = sittings.start_sitting(
            by=self.staff, person=self.person, held=self.held, pin=PIN, held_on=self.held_on
        )
        if self.held != Held.PAPER:
            sittings.see_screen(sitting=self.sitting)
        self.thread = sheet_thread(self.person)
        self.instrument = instrument_of(self.thread)
        return self

    def __exit__(self, *failure: Any) -> None:
        if failure[0] is None:
            sittings.finish_sitting(by=self.staff, sitting=self.sitting)
        self._saving.__exit__(*failure)
        self._words.__exit__(*failure)
        self._clock.__exit__(*failure)

    # Who speaks

    def room(self, door: Door = "together") -> Room:
        door = "desk" if self.held == Held.PAPER and door == "together" else door
        by: Actor = self.staff
        if door == "beside":
            by = self._guest()
        return Room(door, by, self.sitting, self.person)

    def _guest(self) -> Guest:
        invited = joining.invite_device(sitting=self.sitting)
        joined = joining.join(token=invited.token, language=self.language)
        assert joined
        joining.let_in(by=self.staff, sitting=self.sitting, guest=joined.guest)
        return Guest(joined.guest.pk, self.sitting.pk, self.person.pk)

    def setting(self, room: Room, typed_by: str = "") -> Setting:
        self.thread.refresh_from_db()
        return Setting(
            by=room.by,
            sitting=self.sitting.pk,
            typed_by=typed_by or room.typed_by,
            language=self.language,
            seen=self.thread.head,
            happened_on=self.held_on,
        )

    # The sheet

    def picks(self, *areas: str, worker_adds: str = "", why: str = "") -> None:
        room = self.room()
        setting = self.setting(room)
        answers.pick_today(
            room=room,
            thread=self.thread,
            sheet=self._sheet(),
            act=uuid4(),
            areas=areas,
            setting=setting,
        )
        if worker_adds:
            area = self.instrument.area(worker_adds)
            answers.add_area(
                room=room,
                thread=self.thread,
                sheet=self._sheet(),
                act=uuid4(),
                area=area,
                why=why,
                setting=setting,
            )

    def picks_first(self, person: str, worker: str) -> None:
        room = self.room()
        for party, key in ((Party.PERSON, person), (Party.WORKER, worker)):
            answers.pick_first(
                room=room,
                thread=self.thread,
                sheet=self._sheet(),
                act=uuid4(),
                area=self.instrument.area(key),
                party=party,
                setting=self.setting(room),
            )

    def says(self, **said: Any) -> None:
        """`home__now="hard"` says it on `home.now`; None is "Not answering today"."""
        for name, value in said.items():
            item = self.instrument.item(name.replace("__", "."))
            kind = Kind.PASS if value is None else Kind.ANSWER
            room = self.room()
            if item.needs_notice:
                self._hears_notice(self.instrument.area_of(item.key).key)
            area = self.instrument.area_of(item.key)
            answered = answers.answer(
                room=room,
                thread=self.thread,
                sheet=self._sheet(),
                area=area,
                said=area_said(self.thread, area),
                given=[Given(uuid4(), item, kind, "not_today" if value is None else value)],
                setting=self.setting(room, typed_by=item.party if item.party != "both" else ""),
            )
            assert not answered.refused, answered.refused

    def _hears_notice(self, area: str) -> None:
        """What may be passed on is said once before it is asked."""
        about = f"notice/{area}"
        if Entry.objects.filter(thread=self.thread, about=about).exists():
            return
        room = self.room()
        choice = self.instrument.prompt("notice").items[0]
        answers.answer_prompt(
            room=room,
            thread=self.thread,
            given=[Given(uuid4(), choice, Kind.PROMPT, "answer")],
            setting=self.setting(room, typed_by="person"),
            about=about,
        )

    def _sheet(self) -> Any:
        return sheet(self.instrument, self.sitting.mode, said_in(self.thread.pk))

    # A talk

    def _persons_room(self) -> Room:
        """What is given with the person's own hands; on paper it was."""
        return self.room() if self.held == Held.PAPER else self.room("beside")

    def talk(self, about: str, *told: tuple[str, dict[str, dict[str, Any]]]) -> UUID:
        """Steps as (step, {party: {short key: value}}), in their order."""
        room = self.room()
        talk = talks.open_talk(
            room=room, thread=self.thread, setting=self.setting(room), act=uuid4(), about=about
        )
        for step, said in told:
            room = self._persons_room() if step in OWN_HANDS else self.room()
            talks.say_step(
                room=room,
                thread=self.thread,
                setting=self.setting(room),
                act=uuid4(),
                talk=talk,
                about=about,
                step=step,
                answers=said,
            )
        return talk

    def thinks_again(self, talk: UUID, about: str, **marks: tuple[str, str]) -> None:
        for party, mark in marks.items():
            room = self._persons_room() if party == "person" else self.room()
            talks.think_again(
                room=room,
                thread=self.thread,
                setting=self.setting(room),
                act=uuid4(),
                talk=talk,
                about=about,
                marks={party: mark},
            )

    def closes(self, talk: UUID, about: str, plan: str = "no", note: str = "yes") -> None:
        """The last two steps: does it change the plan, and is the note fair."""
        for step, said in (
            ("plan", {"both": {"changes": plan}}),
            ("note", {"person": {"fair": note}}),
        ):
            room = self._persons_room() if step in OWN_HANDS else self.room()
            talks.say_step(
                room=room,
                thread=self.thread,
                setting=self.setting(room),
                act=uuid4(),
                talk=talk,
                about=about,
                step=step,
                answers=said,
            )

    def taps_fair(self, talk: UUID, answer: str) -> None:
        room = self.room("beside")
        fairness.tap_fair(
            room=room,
            thread=self.thread,
            setting=self.setting(room),
            act=uuid4(),
            talk=Entry.objects.get(pk=talk),
            answer=answer,
        )

    # The plan

    def goal(self, words: str, *because: str, origin: str = "person") -> Goal:
        room = self.room()
        return goals.add_goal(
            person=self.person,
            setting=self.setting(room),
            act=uuid4(),
            words=words,
            because=because,
            origin=origin,
        )

    def step(self, goal: Goal, who: str, words: str, ago: int | None = None) -> Step:
        """`ago` counts back from today; a step to come has a day below nought."""
        room = self.room()
        return steps.add_step(
            goal=goal,
            setting=self.setting(room),
            act=uuid4(),
            party=who,
            who=who,
            words=words,
            due_on=days_ago(ago).date() if ago is not None else None,
            worker=self.worker if who == "worker" else None,
        )

    def marks_step(self, step: Step, state: str) -> None:
        room = self.room()
        steps.mark_step(
            step=step, setting=self.setting(room), act=uuid4(), party=step.who, state=state
        )

    def agrees(self, goal: Goal, person: str, worker: str = "yes", words: str = "") -> None:
        for party, answer in (("person", person), ("worker", worker)):
            setting = self.setting(self.room("beside" if party == "person" else "together"))
            with translation.override(setting.language):
                read = agreements.read_of(goal, setting.sitting)
            agreements.agree_goal(
                goal=goal,
                setting=setting,
                act=uuid4(),
                party=party,
                answer=answer,
                digest=plan_rules.digest(read),
                words=words if party == "person" else "",
            )
