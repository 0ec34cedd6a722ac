"""A plan under everything that two parties with two devices each can do to it, in any order.

Driven through the product's own actions. Beside them stands a model of a few lines that knows
nothing of logs and digests: what was said by whom, and which exact words were agreed to.

An act that asks for what stands already says nothing and is not kept, so its repeat is a new act.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tandem.lib.refused import Refused
from tandem.people.actor import Guest, Staff
from tandem.people.models import User
from tandem.plans import rules
from tandem.plans.actions import agreements, goals, steps
from tandem.plans.models import Goal, Step
from tandem.plans.queries import plan_of
from tandem.plans.tests.kept_plan import replayed, rows_of
from tandem.plans.tests.model_plan import ModelGoal, ModelPlan, Wanted
from tandem.plans.tests.stories import answer
from tandem.sittings.actions.sittings import start_sitting
from tandem.sittings.models import Held
from tandem.voices.actions import Setting, open_thread
from tandem.voices.models import Act, Entry
from tandem.voices.queries import said_in
from tests.cast import make_person

DEVICES = [(party, number) for party in ("person", "worker") for number in (0, 1)]
DAYS = [None, date(2026, 12, 4), date(2027, 1, 8)]
NAMES = {"person": "Danielle", "worker": "Imran"}

devices = st.sampled_from(DEVICES)
# Few words, so that a text comes back to what it was before.
words = st.sampled_from(["I keep my flat.", "I pay my rent.", "Ffôn ŵ"])
whoever = st.sampled_from(["person", "worker"])
days = st.sampled_from(DAYS)


class Died(Exception):
    """The process was killed before it could commit."""


@dataclass
class Device:
    by: Staff | Guest
    # The digests of the texts on its screen.
    read: dict[UUID, str] = field(default_factory=dict)
    queue: list[Wanted] = field(default_factory=list)
    delivered: list[Wanted] = field(default_factory=list)


class Plan(ModelPlan, RuleBasedStateMachine):
    @initialize()
    def two_people_sit_down(self):
        worker = User.objects.get(called="Imran")
        self.person = make_person(worker.organisation, "Danielle", worker=worker)
        answer(worker, self.person, "person", "home.now", "hard")
        sitting = start_sitting(by=Staff(worker), person=self.person, held=Held.PAPER, pin="")
        self.sitting = sitting.pk
        self.thread = open_thread(self.person, kind="plan").pk
        self.devices = {
            (party, number): Device(
                Guest(uuid4(), sitting.pk, self.person.pk)
                if party == "person"
                else Staff(worker, f"sign-in {number}")
            )
            for party, number in DEVICES
        }
        self.goals: dict[UUID, ModelGoal] = {}
        self.accepted: dict[UUID, Wanted] = {}
        self.snapshots = {0: {}}
        self.perform(("person", 0), Wanted(uuid4(), "person", "add_goal", uuid4(), ("Start.",)))

    # What can be done. Each is tried at once, or kept until the network is back.

    @rule(device=devices, words=words, online=st.booleans())
    def add_goal(self, device, words, online):
        self.do(device, "add_goal", uuid4(), online, words)

    @rule(device=devices, words=words, online=st.booleans(), data=st.data())
    def reword_goal(self, device, words, online, data):
        self.do(device, "reword_goal", data.draw(self.a_goal()), online, words)

    @rule(device=devices, online=st.booleans(), data=st.data())
    def move_goal(self, device, online, data):
        verb = data.draw(st.sampled_from(["reach_goal", "let_go_goal", "bring_back_goal"]))
        self.do(device, verb, data.draw(self.a_goal()), online)

    @rule(
        device=devices, words=words, other=whoever, is_own=st.booleans(), day=days, data=st.data()
    )
    def add_step(self, device, words, other, is_own, day, data):
        who, online = device[0] if is_own else other, data.draw(st.booleans())
        self.do(device, "add_step", data.draw(self.a_goal()), online, words, who, day)

    @precondition(lambda self: self.all_steps())
    @rule(device=devices, words=words, day=days, online=st.booleans(), data=st.data())
    def change_step(self, device, words, day, online, data):
        step = data.draw(st.sampled_from(self.all_steps()))
        self.do(device, "change_step", step, online, words, day)

    @precondition(lambda self: self.all_steps())
    @rule(device=devices, online=st.booleans(), data=st.data())
    def mark_step(self, device, online, data):
        state = data.draw(st.sampled_from(["to_do", "doing", "done", "dropped"]))
        self.do(device, "mark_step", data.draw(st.sampled_from(self.all_steps())), online, state)

    @precondition(lambda self: self.all_steps())
    @rule(number=st.integers(0, 1), data=st.data(), words=words, day=days, is_gone=st.booleans())
    def change_what_is_ones_own(self, number, data, words, day, is_gone):
        step = data.draw(st.sampled_from(self.all_steps()))
        device = (self.step(step)[1], number)
        if is_gone:
            self.do(device, "mark_step", step, True, "dropped")
        else:
            self.do(device, "change_step", step, True, words, day)

    @rule(device=devices)
    def read(self, device):
        self.devices[device].read = {
            goal.pk: rules.digest(agreements.read_of(goal))
            for goal in Goal.objects.filter(thread=self.thread)
        }

    @precondition(lambda self: any(device.read for device in self.devices.values()))
    @rule(online=st.booleans(), fresh=st.booleans(), data=st.data())
    def agree(self, online, fresh, data):
        device = data.draw(st.sampled_from([k for k, d in self.devices.items() if d.read]))
        if fresh:
            self.read(device)
        goal, digest = data.draw(st.sampled_from(sorted(self.devices[device].read.items())))
        given = data.draw(st.sampled_from(list(rules.Answer)))
        self.do(device, "agree_goal", goal, online, str(given), digest)

    @rule(device=devices, words=words, data=st.data())
    def words_change_while_they_are_read(self, device, words, data):
        goal = data.draw(self.a_goal())
        self.read(device)
        digest = self.devices[device].read[goal]
        self.do((self.goals[goal].origin, 0), "reword_goal", goal, True, words)
        self.do(device, "agree_goal", goal, True, "yes", digest)

    @precondition(lambda self: self.all_steps())
    @rule(device=devices, data=st.data(), day=days, is_gone=st.booleans())
    def what_was_agreed_to_changes(self, device, data, day, is_gone):
        step = data.draw(st.sampled_from(self.all_steps()))
        goal = next(pk for pk, one in self.goals.items() if step in one.steps)
        self.read(device)
        self.do(device, "agree_goal", goal, True, "yes", self.devices[device].read[goal])
        said, who, _day, _state = self.step(step)
        if is_gone:
            self.do((who, 0), "mark_step", step, True, "dropped")
        else:
            self.do((who, 0), "change_step", step, True, said, day)

    @rule(number=st.integers(0, 1), data=st.data())
    def the_worker_answers_for_the_person(self, number, data):
        goal = data.draw(self.a_goal())
        digest = rules.digest(agreements.read_of(Goal.objects.get(pk=goal)))
        wanted = Wanted(uuid4(), "person", "agree_goal", goal, ("yes", digest))
        assert not self.perform(("worker", number), wanted)

    # What goes wrong on the way

    @precondition(lambda self: any(d.queue for d in self.devices.values()))
    @rule(data=st.data(), reorder=st.booleans())
    def sync(self, data, reorder):
        device = data.draw(st.sampled_from([k for k, d in self.devices.items() if d.queue]))
        queue = self.devices[device].queue
        while queue:
            self.perform(device, queue.pop(-1 if reorder else 0))

    @precondition(lambda self: any(d.delivered for d in self.devices.values()))
    @rule(data=st.data(), times=st.integers(1, 2))
    def repeat(self, data, times):
        device = data.draw(st.sampled_from([k for k, d in self.devices.items() if d.delivered]))
        wanted = data.draw(st.sampled_from(self.devices[device].delivered))
        before, seen = rows_of(self.thread), Act.objects.get(pk=wanted.act).seen
        for _ in range(times):
            assert self.perform(device, wanted)
        assert rows_of(self.thread) == before, "a repeat changed something"
        # Written, so that it is durable before it is answered.
        assert Act.objects.get(pk=wanted.act).seen == seen + times

    @rule(device=devices, words=words, data=st.data())
    def die_before_the_commit(self, device, words, data):
        goal = data.draw(self.a_goal())
        wanted = Wanted(uuid4(), device[0], "reword_goal", goal, (words,))
        before = rows_of(self.thread)
        try:
            with transaction.atomic():
                self.act(device, wanted)
                raise Died
        except (Died, Refused):
            pass
        assert rows_of(self.thread) == before
        assert not Act.objects.filter(pk=wanted.act).exists()
        self.devices[device].queue.append(wanted)

    # How it is done

    def do(self, device, verb, on, online, *said):
        wanted = Wanted(uuid4(), device[0], verb, on, said)
        if online:
            self.perform(device, wanted)
        else:
            self.devices[device].queue.append(wanted)

    def perform(self, device, wanted) -> bool:
        """Deliver it; True if it was acknowledged. What it may do, the model says by itself."""
        may, is_new = self.may(wanted, device), wanted.act not in self.accepted
        head = self.head()
        try:
            with transaction.atomic():
                self.act(device, wanted)
        except Refused:
            assert not may, f"{wanted} was refused"
            assert is_new, f"a repeat was refused: {wanted}"
            assert not Act.objects.filter(pk=wanted.act).exists()
            return False
        assert may or not is_new, f"{wanted} was let through"
        if not is_new:
            assert self.head() == head, "a repeat added to the log"
            return True
        if self.changes(wanted):
            self.accepted[wanted.act] = wanted
            self.devices[device].delivered.append(wanted)
            assert self.head() == head + 1
            self.snapshots[head + 1] = rows_of(self.thread)
        else:
            assert self.head() == head, "nothing was said, and something was kept"
        return True

    def act(self, device, wanted):
        by = self.devices[device].by
        own = {
            "setting": Setting(by, self.sitting, device[0], "en", 0),
            "act": wanted.act,
            "party": wanted.party,
        }
        said = wanted.said
        match wanted.verb:
            case "add_goal":
                own["origin"] = own.pop("party")
                goals.add_goal(person=self.person, words=said[0], because=["home.now"], **own)
            case "reword_goal":
                own["origin"] = wanted.party
                goals.reword_goal(goal=Goal.objects.get(pk=wanted.on), words=said[0], **own)
            case "reach_goal" | "let_go_goal" | "bring_back_goal" as verb:
                getattr(goals, verb)(goal=Goal.objects.get(pk=wanted.on), **own)
            case "add_step":
                goal = Goal.objects.get(pk=wanted.on)
                steps.add_step(goal=goal, words=said[0], who=said[1], due_on=said[2], **own)
            case "change_step":
                step = Step.objects.get(pk=wanted.on)
                steps.change_step(step=step, words=said[0], due_on=said[1], **own)
            case "mark_step":
                steps.mark_step(step=Step.objects.get(pk=wanted.on), state=said[0], **own)
            case "agree_goal":
                goal = Goal.objects.get(pk=wanted.on)
                agreements.agree_goal(goal=goal, answer=said[0], digest=said[1], **own)

    def head(self):
        return Entry.objects.filter(thread=self.thread).count()

    # What must always hold

    @invariant()
    def what_stands_is_what_was_said(self):
        if not hasattr(self, "snapshots"):
            return
        assert rows_of(self.thread) == {
            pk: (goal.words, goal.origin, goal.state, goal.steps) for pk, goal in self.goals.items()
        }

    @invariant()
    def an_agreement_stands_for_exactly_the_words_it_was_given_for(self):
        if not hasattr(self, "snapshots"):
            return
        said = [entry for entry in said_in(self.thread) if entry.kind == "agree"]
        kept = list(Step.objects.filter(goal__thread=self.thread).order_by("number"))
        for goal in Goal.objects.filter(thread=self.thread):
            lines = [
                rules.StepText(step.words, step.who, step.due_on, step.state)
                for step in kept
                if step.goal_id == goal.pk
            ]
            own = [entry for entry in said if entry.about.startswith(f"goal/{goal.pk}")]
            for party in NAMES:
                now = rules.agreement(goal.words, lines, own, party)
                model = self.goals[goal.pk]
                given = model.answers.get(party)
                assert now.stands == bool(given and given[1] == model.text)
                assert (now.answer and str(now.answer)) == (given and given[0])

    def teardown(self):
        if not hasattr(self, "snapshots"):
            return
        entries = said_in(self.thread)
        assert [entry.seq for entry in entries] == list(range(1, len(self.accepted) + 1))
        acts = set(Act.objects.filter(entry__thread=self.thread).values_list("pk", flat=True))
        assert acts == set(self.accepted), "acknowledged means stored exactly once"
        for until in range(1, len(entries) + 1):
            assert replayed(entries[:until]) == self.snapshots[until]
        page = plan_of(self.person, NAMES, mode="statutory", today=date(2026, 11, 2))
        for shown in page.goals:
            for party, said in (("person", shown.person), ("worker", shown.worker)):
                given = self.goals[shown.goal.pk].answers.get(party)
                assert said.stands == bool(given and given[1] == self.goals[shown.goal.pk].text)
