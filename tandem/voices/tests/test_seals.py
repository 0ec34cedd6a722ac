"""Whoever rewrites the past, chain and all, is found by the seal of a day."""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from tandem.voices import chain
from tandem.voices.actions import facts, open_thread, root_facts
from tandem.voices.models import Act, Entry, Saying, Seal, Sealed, Thread
from tandem.voices.seals import is_due, newest, seal_today, verify_seals
from tandem.voices.tests.saying import say
from tandem.voices.tests.test_verify import remove
from tandem.voices.verify import verify

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 0, 5, tzinfo=UTC)


@pytest.fixture
def sealed(as_owner, cast, time_machine):
    """Two threads of twelve entries, sealed on Monday; four more in one of them, sealed Tuesday."""
    from tandem.people.actor import Staff

    with connection.cursor() as cursor:
        for table in ("voices_seal", "voices_sealed"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    time_machine.move_to(MONDAY, tick=False)
    seal_today()
    thread = as_owner[0]
    for number in range(4):
        say(thread, Staff(cast.imran, "d" * 60), number)
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    seal_today()
    return Thread.objects.get(pk=thread.pk), as_owner[1]


def rewritten(thread):
    """The chain over what the rows say now, as if it had always been so."""
    before = chain.root(root_facts(thread))
    seq = 0
    for seq, entry in enumerate(thread.entries.order_by("seq"), 1):
        entry.seq = seq
        if saying := Saying.objects.filter(entry=entry).first():
            content = [str(thread.pk), entry.kind, entry.about, entry.party, saying.value]
            entry.commitment = chain.commitment(bytes(saying.salt), saying.value)
            digest = chain.act(bytes(saying.salt), content)
            Act.objects.filter(entry=entry).update(digest=digest)
        entry.previous = before
        before = entry.digest = chain.link(before, facts(entry), bytes(entry.commitment))
        Entry.objects.filter(pk=entry.pk).update(
            seq=seq,
            commitment=entry.commitment,
            previous=entry.previous,
            digest=entry.digest,
        )
    Thread.objects.filter(pk=thread.pk).update(head=seq, head_digest=before)
    assert verify(Thread.objects.get(pk=thread.pk)) is None  # the chain alone tells nothing


def faults():
    return list(verify_seals())


def test_a_root_covers_where_every_thread_stands_and_the_root_before(sealed):
    first, second = Seal.objects.order_by("number")
    assert [str(first.day), str(second.day)] == ["2026-03-02", "2026-03-03"]
    assert (first.threads, second.threads) == (2, 1)

    def root(seal):
        leaves = sorted(Sealed.objects.filter(seal=seal.number), key=lambda one: one.thread)
        said = b"".join(
            one.thread.bytes + one.head.to_bytes(4, "big") + bytes(one.digest) for one in leaves
        )
        return hashlib.sha256(bytes(seal.previous) + str(seal.day).encode() + said).digest()

    assert (bytes(first.previous), bytes(first.root)) == (b"", root(first))
    assert (bytes(second.previous), bytes(second.root)) == (bytes(first.root), root(second))
    for one in Sealed.objects.all():
        entry = Entry.objects.get(thread=one.thread, seq=one.head)
        assert bytes(one.digest) == bytes(entry.digest)
    assert faults() == []


def test_a_day_is_sealed_once_and_an_empty_thread_is_not_sealed(cast, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    open_thread(cast.kofi, kind="plan")
    assert is_due()
    assert seal_today() == seal_today()
    assert not is_due()
    assert (newest().threads, Seal.objects.count(), Sealed.objects.count()) == (0, 1, 0)
    assert faults() == []


def test_a_clock_that_was_wrong_stops_no_later_seal(cast, time_machine):
    time_machine.move_to(MONDAY + timedelta(days=3650), tick=False)
    seal_today()
    time_machine.move_to(MONDAY, tick=False)
    assert is_due()
    assert seal_today().number == 2
    assert faults() == []


def test_the_running_product_adds_seals_and_changes_none(cast):
    seal_today()
    for statement in ("UPDATE voices_seal SET day = day", "DELETE FROM voices_sealed"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_words_that_were_lawfully_erased_leave_the_seals_whole(sealed):
    entry = sealed[0].entries.get(seq=3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_saying(%s)", [entry.pk])
    assert not Saying.objects.filter(entry=entry).exists()
    assert faults() == []


def changed(thread):
    saying = Saying.objects.get(entry__thread=thread, entry__seq=5)
    Saying.objects.filter(pk=saying.pk).update(value={"mark": "fine", "words": "Complies."})


def removed(thread):
    remove(thread.entries.get(seq=5))


def reordered(thread):
    first, second = thread.entries.get(seq=5), thread.entries.get(seq=6)
    for entry, seq in ((first, 999), (second, 5), (first, 6)):
        Entry.objects.filter(pk=entry.pk).update(seq=seq)


def given_to_another(thread):
    Entry.objects.filter(thread=thread, seq=5).update(party="worker")


@pytest.mark.parametrize("change", [changed, removed, reordered, given_to_another])
def test_a_past_that_was_rewritten_with_its_chain_is_found(sealed, change):
    change(sealed[0])
    rewritten(sealed[0])
    found = faults()
    assert f"thread {sealed[0].pk}, entry 12 or one before it was changed" in found[0]
    assert found[0].endswith("since the seal of 2026-03-02")
    assert not any(str(sealed[1].pk) in one for one in found)


def test_a_tail_that_was_cut_off_is_found(sealed):
    for entry in sealed[0].entries.filter(seq__gt=12):
        remove(entry)
    rewritten(sealed[0])
    [found] = faults()
    assert f"thread {sealed[0].pk}, entry 16 is missing since the seal of 2026-03-03" in found


def test_a_thread_that_was_taken_out_is_found(sealed):
    for entry in sealed[1].entries.all():
        remove(entry)
    Thread.objects.filter(pk=sealed[1].pk).delete()
    assert f"thread {sealed[1].pk}, entry 12 is missing" in faults()[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda: Sealed.objects.filter(seal=1).order_by("pk").first().delete(),
        lambda: Sealed.objects.filter(seal=1).update(head=11),
        lambda: Sealed.objects.filter(seal=1).update(digest=b"x" * 32),
        lambda: Sealed.objects.filter(seal=1).update(seal=2),
        lambda: Sealed.objects.create(seal=1, thread=UUID(int=1), head=1, digest=b"x" * 32),
        lambda: Seal.objects.filter(number=1).update(root=b"x" * 32),
        lambda: Seal.objects.filter(number=2).update(previous=b"x" * 32),
        lambda: Seal.objects.filter(number=1).update(day="2026-03-01"),
        lambda: Seal.objects.filter(number=1).update(threads=3),
        lambda: Seal.objects.filter(number=1).delete(),
        lambda: Seal.objects.filter(number=2).delete(),
    ],
)
def test_a_seal_that_was_changed_or_taken_out_is_found(sealed, change):
    change()
    assert faults()


def test_a_past_rewritten_with_its_seals_differs_from_a_root_kept_elsewhere(sealed):
    kept = bytes(newest().root)
    changed(sealed[0])
    rewritten(sealed[0])
    for one in Sealed.objects.all():
        entry = Entry.objects.get(thread=one.thread, seq=one.head)
        Sealed.objects.filter(pk=one.pk).update(digest=bytes(entry.digest))
    before = b""
    for seal in Seal.objects.order_by("number"):
        leaves = sorted(Sealed.objects.filter(seal=seal.number), key=lambda one: one.thread)
        said = b"".join(
            one.thread.bytes + one.head.to_bytes(4, "big") + bytes(one.digest) for one in leaves
        )
        root = hashlib.sha256(before + str(seal.day).encode() + said).digest()
        Seal.objects.filter(pk=seal.pk).update(previous=before, root=root)
        before = root
    assert faults() == []
    assert bytes(newest().root) != kept
