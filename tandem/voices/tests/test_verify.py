"""Whoever changes a row behind the product's back is found, whatever they change."""

import random
from uuid import uuid4

import pytest
from django.db import connection, transaction

from tandem.audit.models import Event
from tandem.voices import chain
from tandem.voices.actions import open_thread
from tandem.voices.models import Act, Entry, Saying, Thread
from tandem.voices.verify import verify, verify_all

pytestmark = pytest.mark.django_db
SEED = 20260105
MUTATIONS = 1000


def test_what_was_not_touched_verifies(threads):
    assert [verify(thread) for thread in threads] == [None, None]
    report = verify_all()
    assert (report.threads, report.entries, report.faults) == (2, 24, ())


def test_an_empty_thread_verifies(cast):
    assert verify(open_thread(cast.kofi, kind="plan")) is None


def test_words_that_were_lawfully_erased_are_no_fault(as_owner):
    thread = as_owner[0]
    entry = thread.entries.get(seq=3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_saying(%s)", [entry.pk])
        assert cursor.fetchone() == (True,)
    assert not Saying.objects.filter(entry=entry).exists()
    assert verify(thread) is None
    event = Event.objects.get(verb="erase")
    assert (event.person, event.what) == (thread.person_id, f"entry {entry.pk}")


def test_words_that_are_gone_without_a_record_are_a_fault(as_owner):
    Saying.objects.filter(entry__thread=as_owner[0], entry__seq=3).delete()
    fault = verify(as_owner[0])
    assert (fault.seq, fault.why) == (3, "its words were taken out")


def test_nothing_that_is_left_after_erasure_tells_the_words(as_owner):
    """The few marks that can be given are soon tried; without the salt none of them fits."""
    entry = as_owner[0].entries.get(seq=3)
    value = Saying.objects.get(entry=entry).value
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_saying(%s)", [entry.pk])
    content = [str(entry.thread_id), entry.kind, entry.about, entry.party, value]
    left = {
        bytes(entry.commitment),
        bytes(entry.digest),
        bytes(Act.objects.get(entry=entry).digest),
    }
    tried = {chain.commitment(b"", value), chain.act(b"", content), chain.root({"v": content})}
    assert not left & tried


def rewritten(value, rng):
    """The value with one thing about it changed, of the same kind."""
    match value:
        case bytes():
            at = rng.randrange(len(value))
            return value[:at] + bytes([value[at] ^ (1 << rng.randrange(8))]) + value[at + 1 :]
        case str():
            at = rng.randrange(len(value) + 1)
            return value[:at] + rng.choice("ax ŵ'") + value[at:]
        case int():
            return value + rng.choice([1, 2, 7])
        case dict():
            key = rng.choice(sorted(value))
            return {**value, key: rewritten(value[key], rng)}
    raise AssertionError(value)


def mutation(thread, other, rng):
    """One change behind the product's back; returns (what, the first bad number)."""
    rows = list(thread.entries.order_by("seq"))
    row = rng.choice(rows)
    what = rng.choice(KINDS)
    if what in FIELDS:
        value = getattr(row, what)
        if what in ("sitting", "author_id"):
            new = uuid4() if what == "sitting" else other.person.allocations.get().worker_id
        elif what in ("happened_on", "recorded_at"):
            new = value.replace(year=value.year + rng.choice([-1, 1]), day=1)
        elif what in ("typed_by", "party"):
            new = "person" if value == "worker" else "worker"
        else:
            new = rewritten(bytes(value) if isinstance(value, memoryview) else value, rng)
            new = new[:2] if what == "language" else new[:10] if what == "kind" else new
            new = "cy" if what == "language" else "pass" if what == "kind" else new
        Entry.objects.filter(pk=row.pk).update(**{what: new})
    elif what == "words":
        saying = Saying.objects.get(pk=row.pk)
        Saying.objects.filter(pk=row.pk).update(value=rewritten(saying.value, rng))
    elif what == "salt":
        saying = Saying.objects.get(pk=row.pk)
        Saying.objects.filter(pk=row.pk).update(salt=rewritten(bytes(saying.salt), rng))
    elif what == "act":
        digest = bytes(Act.objects.get(entry=row).digest)
        Act.objects.filter(entry=row).update(digest=rewritten(digest, rng))
    elif what == "act taken":
        Act.objects.filter(entry=row).delete()
    elif what == "act added":
        Act.objects.create(id=uuid4(), digest=b"x" * 32, entry=row)
    elif what == "words taken":
        Saying.objects.filter(pk=row.pk).delete()
    elif what == "entry taken":
        remove(row)
    elif what == "tail taken":
        row = rng.choice(rows[1:])
        for late in rows[row.seq - 1 :]:
            remove(late)
    elif what == "words swapped":
        row, late = sorted(rng.sample(rows, 2), key=lambda r: r.seq)
        first, second = Saying.objects.get(pk=row.pk), Saying.objects.get(pk=late.pk)
        Saying.objects.filter(pk=row.pk).update(salt=second.salt, value=second.value)
        Saying.objects.filter(pk=late.pk).update(salt=first.salt, value=first.value)
    elif what == "reordered":
        row, late = sorted(rng.sample(rows, 2), key=lambda r: r.seq)
        Entry.objects.filter(pk=row.pk).update(seq=999)
        Entry.objects.filter(pk=late.pk).update(seq=row.seq)
        Entry.objects.filter(pk=row.pk).update(seq=late.seq)
    elif what == "swapped with another thread":
        twin = other.entries.get(seq=row.seq)
        Entry.objects.filter(pk=twin.pk).update(seq=999)
        Entry.objects.filter(pk=row.pk).update(thread=other)
        Entry.objects.filter(pk=twin.pk).update(thread=thread, seq=row.seq)
    elif what == "added at the end":
        copy = Entry.objects.get(pk=rows[-1].pk)
        copy.pk, copy.seq = uuid4(), len(rows) + 1
        copy.save(force_insert=True)
        return what, len(rows) + 1
    elif what == "head":
        Thread.objects.filter(pk=thread.pk).update(head=thread.head + 1)
        return what, thread.head + 1
    elif what == "head digest":
        digest = rewritten(bytes(thread.head_digest), rng)
        Thread.objects.filter(pk=thread.pk).update(head_digest=digest)
        return what, 0
    elif what == "given to another person":
        Thread.objects.filter(pk=other.pk).update(kind="sheet", release=None)
        Thread.objects.filter(pk=thread.pk).update(person=other.person_id)
        return what, 1
    return what, row.seq


def remove(row):
    Act.objects.filter(entry=row).delete()
    Saying.objects.filter(pk=row.pk).delete()
    Entry.objects.filter(pk=row.pk).delete()


FIELDS = [
    "kind", "about", "party", "sitting", "author_id", "device", "typed_by", "language", "seen",
    "happened_on", "recorded_at", "commitment", "previous", "digest",
]  # fmt: skip
KINDS = [
    *FIELDS, "words", "words", "words", "salt", "act", "act taken", "act added", "words taken",
    "entry taken", "tail taken", "words swapped", "reordered", "swapped with another thread",
    "added at the end", "head", "head digest", "given to another person",
]  # fmt: skip


def test_a_thousand_changes_behind_the_products_back_are_all_found(as_owner):
    rng = random.Random(SEED)
    thread, other = as_owner
    print(f"seed {SEED}, {MUTATIONS} mutations")
    missed, kinds = [], set()
    for _ in range(MUTATIONS):
        point = transaction.savepoint()
        what, first_bad = mutation(thread, other, rng)
        kinds.add(what)
        fault = verify(Thread.objects.get(pk=thread.pk))
        if fault is None or fault.seq != first_bad:
            missed.append((what, first_bad, fault))
        transaction.savepoint_rollback(point)
    assert missed == []
    assert kinds == set(KINDS)
    assert verify(thread) is None


@pytest.mark.parametrize("value", [1.5, {"a": [0.0]}, {1: "a"}, {"a": object()}])
def test_a_value_with_more_than_one_spelling_is_refused(value):
    with pytest.raises(TypeError):
        chain.canonical(value)


def test_the_chain_has_its_known_digests():
    """Golden: whoever changes how a digest is made must know that old threads still verify."""
    salt = bytes(range(16))
    assert (
        chain.canonical({"ŵ": [1, True, None], "a": "x"}) == '{"a":"x","ŵ":[1,true,null]}'.encode()
    )
    committed = chain.commitment(salt, {"mark": "hard"})
    root = chain.root({"thread": "t", "person": "p"})
    assert committed.hex() == "8598bf685f135dcdd5d630c2c36e8ed25f7e5e8441a81736d2feb640a215757e"
    assert root.hex() == "ecb32edf005da778c0aacdfab72415a79a85eae2da99ad1ff3d7a332f37c0609"
    assert (
        chain.link(root, {"seq": 1}, committed).hex()
        == "ad6e714a2d09e1fda3b09222a523b45bec264357a39d145ecd4f7eef0399d93a"
    )
