"""Two parties with two devices each drive the real log; everything they may do, in any order."""

import threading
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from conftest import as_role
from tandem.lib.refused import Refused
from tandem.people.actor import Guest, Staff
from tandem.people.models import Person, User
from tandem.voices import actions, fold, queries, verify
from tandem.voices.actions import Setting, open_thread
from tandem.voices.models import Act, Entry, Kind, Party, Saying, Thread

PARTIES = [Party.PERSON, Party.WORKER]
DEVICES = [(party, number) for party in PARTIES for number in (0, 1)]
KINDS = frozenset(Kind.values)

devices = st.sampled_from(DEVICES)
# Few things and few words, so that they meet; words as awkward as people's are.
things = st.sampled_from(["home/damp", "home/rent", "work/hours"])
words = st.sampled_from(["hard", "fine", "", "ŵ ŷ", "\u202eeman", "x'; --", "🏠"]) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), max_size=12
)
values = st.fixed_dictionaries({"mark": words}, optional={"n": st.integers(), "none": st.none()})


class Died(Exception):
    """The process was killed before it could commit."""


@dataclass(frozen=True)
class Said:
    """What a device wants to say, under the id it gave the act."""

    act: UUID
    party: Party
    about: str
    value: dict


@dataclass
class Device:
    by: Staff | Guest
    seen: int = 0
    queue: list[Said] = field(default_factory=list)
    delivered: list[Said] = field(default_factory=list)


class Log(RuleBasedStateMachine):
    """`kept` is what we know must stand: number to what was said, and to the row as first read."""

    append = staticmethod(actions.append)

    @initialize()
    def two_people_sit_down(self):
        worker = User.objects.get(called="Imran")
        person = Person(organisation=worker.organisation, called="Danielle")
        person.name_keys()
        person.save()
        self.thread = open_thread(person, kind="plan").pk
        self.sitting = uuid4()
        self.devices = {
            (party, number): Device(
                Guest(uuid4(), self.sitting, person.pk)
                if party == Party.PERSON
                else Staff(worker, f"sign-in {number}")
            )
            for party, number in DEVICES
        }
        self.kept: dict[int, Said] = {}
        self.rows: dict[int, fold.Said] = {}
        self.seen: dict[int, int] = {}
        self.erased: set[int] = set()
        self.acknowledged: dict[UUID, Said] = {}
        self.now = []

    # What can be done

    @rule(device=devices, about=things, value=values)
    def say(self, device, about, value):
        said = Said(uuid4(), device[0], about, value)
        self.deliver(device, said)

    @rule(device=devices, about=things, value=values)
    def say_offline(self, device, about, value):
        self.devices[device].queue.append(Said(uuid4(), device[0], about, value))

    @precondition(lambda self: any(d.queue for d in self.devices.values()))
    @rule(data=st.data())
    def sync(self, data):
        device = data.draw(st.sampled_from([k for k, d in self.devices.items() if d.queue]))
        queue = self.devices[device].queue
        while queue:
            self.deliver(device, queue.pop(0))

    @precondition(lambda self: any(len(d.queue) > 1 for d in self.devices.values()))
    @rule(data=st.data())
    def deliver_out_of_order(self, data):
        device = data.draw(
            st.sampled_from([k for k, d in self.devices.items() if len(d.queue) > 1])
        )
        queue = self.devices[device].queue
        late = data.draw(st.integers(1, len(queue) - 1))
        self.deliver(device, queue.pop(late))

    @precondition(lambda self: any(d.delivered for d in self.devices.values()))
    @rule(data=st.data(), times=st.integers(1, 2))
    def repeat(self, data, times):
        device = data.draw(st.sampled_from([k for k, d in self.devices.items() if d.delivered]))
        said = data.draw(st.sampled_from(self.devices[device].delivered))
        before = Act.objects.get(pk=said.act)
        for _ in range(times):
            self.deliver(device, said)
        after = Act.objects.get(pk=said.act)
        # Written, so that it is durable before it is answered.
        assert (after.seen, after.entry_id) == (before.seen + times, before.entry_id)

    @precondition(lambda self: any(d.delivered for d in self.devices.values()))
    @rule(data=st.data(), other=devices, about=things, value=values)
    def another_act_takes_the_same_id(self, data, other, about, value):
        device = data.draw(st.sampled_from([k for k, d in self.devices.items() if d.delivered]))
        said = data.draw(st.sampled_from(self.devices[device].delivered))
        stolen = Said(said.act, other[0], about, value)
        number = next(n for n, kept in self.kept.items() if kept.act == said.act)
        if stolen == said or number in self.erased:
            return
        try:
            self.store(other, stolen)
        except Refused:
            return
        raise AssertionError("another act was taken for a repeat")

    @rule(device=devices, about=things, value=values)
    def the_acknowledgement_is_lost(self, device, about, value):
        """It was stored, but the device does not know and will send it again."""
        said = Said(uuid4(), device[0], about, value)
        self.deliver(device, said, is_heard=False)
        self.devices[device].queue.append(said)

    @rule(device=devices, about=things, value=values, how=st.sampled_from(["killed", "cut off"]))
    def die_before_the_commit(self, device, about, value, how):
        said = Said(uuid4(), device[0], about, value)
        if how == "killed":
            try:
                with transaction.atomic():
                    self.store(device, said)
                    raise Died
            except Died:
                pass
        else:
            self.in_thread(lambda: self.store_and_lose_the_connection(device, said))
        assert not Act.objects.filter(pk=said.act).exists()
        self.devices[device].queue.append(said)

    @rule(
        first=devices,
        second=devices,
        about=things,
        value=values,
        other=values,
        is_same=st.booleans(),
    )
    def both_at_once(self, first, second, about, value, other, is_same):
        """Two connections at the same time; one act sent twice at once, or two acts."""
        one = Said(uuid4(), first[0], about, value)
        two = one if is_same else Said(uuid4(), second[0], about, other)
        second = first if is_same else second
        start, faults = threading.Barrier(2), []

        def send(device, said):
            try:
                start.wait()
                self.store(device, said)
            except Exception as fault:
                faults.append(fault)
            finally:
                connection.close()

        sent = [threading.Thread(target=send, args=pair) for pair in ((first, one), (second, two))]
        for each in sent:
            each.start()
        for each in sent:
            each.join()
        assert not faults, faults
        stored = Entry.objects.filter(thread=self.thread, act__in=[one.act, two.act])
        for entry in stored.order_by("seq"):
            self.know(entry, one if entry.act_set.get().pk == one.act else two)
        for device, said in ((first, one), (second, two)):
            assert said in self.kept.values()
            self.hear(device, said)

    @precondition(lambda self: set(self.kept) - self.erased)
    @rule(data=st.data())
    def erase(self, data):
        number = data.draw(st.sampled_from(sorted(set(self.kept) - self.erased)))
        entry = Entry.objects.get(thread=self.thread, seq=number)
        as_role(connection, "")
        with connection.cursor() as cursor:
            cursor.execute("SELECT erase_saying(%s)", [entry.pk])
        as_role(connection, settings.WEB_ROLE)
        self.erased.add(number)

    @rule(device=devices)
    def refetch(self, device):
        self.devices[device].seen = max(self.kept, default=0)

    # How it is done

    def store(self, device, said):
        by = self.devices[device]
        setting = Setting(
            by=by.by,
            sitting=self.sitting,
            typed_by=said.party,
            language="en",
            seen=by.seen,
            happened_on=date(2026, 1, 5),
        )
        with transaction.atomic():
            return self.append(
                self.thread,
                said.act,
                setting,
                kind=Kind.ANSWER,
                about=said.about,
                party=said.party,
                value=said.value,
            )

    def deliver(self, device, said, *, is_heard=True):
        appended = self.store(device, said)
        is_known = said in self.kept.values()
        assert appended.is_repeat == is_known
        if is_known:
            assert self.kept[appended.entry.seq] == said
        else:
            self.know(appended.entry, said)
        if is_heard:
            self.hear(device, said)

    def know(self, entry, said):
        assert entry.seq == len(self.kept) + 1
        if said in self.kept.values():
            raise AssertionError("one act was stored twice")
        assert entry.seen < entry.seq
        self.kept[entry.seq] = said
        self.now.append(said)

    def hear(self, device, said):
        self.acknowledged[said.act] = said
        if said not in self.devices[device].delivered:
            self.devices[device].delivered.append(said)

    def store_and_lose_the_connection(self, device, said):
        try:
            with transaction.atomic():
                self.store(device, said)
                connection.connection.close()
        except DatabaseError:
            pass
        finally:
            connection.close()

    def in_thread(self, work):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

    # What must always hold

    @invariant()
    def what_stands_is_what_was_said(self):
        if not hasattr(self, "kept"):
            return
        read = queries.said_in(self.thread)
        assert [row.seq for row in read] == list(range(1, len(self.kept) + 1))
        for row in read:
            said = self.kept[row.seq]
            assert (row.party, row.about) == (said.party, said.about)
            assert row.value == (None if row.seq in self.erased else said.value)
            assert row.is_erased == (row.seq in self.erased)
            first = self.rows.setdefault(row.seq, row)
            if row.seq not in self.erased:
                assert row == first, "a row is not as it was first read"
        self.check_that_only_who_spoke_was_changed()

    def check_that_only_who_spoke_was_changed(self):
        """Compared with what stood before this step: whoever did not speak stands as before."""
        spoke = {(said.about, said.party) for said in self.now}
        stood = getattr(self, "stood", {})
        stands = {key: row.seq for key, row in fold.standing(self.rows.values(), KINDS).items()}
        assert {key for key in stands if stands[key] != stood.get(key)} <= spoke
        assert set(stood) <= set(stands)
        self.stood, self.now = stands, []

    def check_prefix(self, read, until):
        """Replay equals refetch, in whatever order the rows arrive; and equals what was said."""
        replayed = fold.standing(reversed([row for row in read if row.seq <= until]), KINDS)
        refetched = fold.standing(queries.said_in(self.thread, until=until), KINDS)
        assert replayed == refetched
        expected = {}
        for number in range(1, until + 1):
            expected[self.kept[number].about, str(self.kept[number].party)] = number
        assert {key: row.seq for key, row in refetched.items()} == expected
        since = queries.said_in(self.thread, since=until)
        assert [row.seq for row in since] == list(range(until + 1, len(read) + 1))

    def teardown(self):
        if not hasattr(self, "kept"):
            return
        thread = Thread.objects.get(pk=self.thread)
        assert thread.head == len(self.kept)
        assert verify.verify(thread) is None
        read = queries.said_in(self.thread)
        for until in range(1, len(read) + 1):
            self.check_prefix(read, until)
        acts = dict(Act.objects.filter(entry__thread=thread).values_list("id", "entry__seq"))
        assert acts == {said.act: number for number, said in self.kept.items()}
        assert set(self.acknowledged) <= set(acts)
        whole = Saying.objects.filter(entry__thread=thread).values_list("entry__seq", "value")
        assert dict(whole) == {
            number: said.value for number, said in self.kept.items() if number not in self.erased
        }
