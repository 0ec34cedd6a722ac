"""The test of the test: bugs planted in the log, each of which the walk must notice.

Three in every run; `LOG_PLANTED=all` plants them all.
"""

import inspect
import os
import sys
from types import ModuleType

import pytest
from hypothesis import Phase

from tandem.voices import actions, fold, queries
from tandem.voices.tests.machine import Log
from tandem.voices.tests.test_log import walk

pytestmark = pytest.mark.usefixtures("quiet_pool")

# What is wrong, where, and how the sound line reads and how the broken one.
PLANTED = [
    ("a repeat is stored again", actions, "if repeated := _repeat(act, content):", "if False:"),
    (
        "numbers start anew from what one process remembers",
        actions,
        "seq=locked.head + 1,",
        "seq=(locked.head or 1) + 1,",
    ),
    (
        "one party's words are given to the other",
        queries,
        '"about", "party")',
        '"about", "kind")',
    ),
    (
        "any content passes for a repeat",
        actions,
        "if saying and bytes(row[0]) != chain.act(bytes(saying.salt), content):",
        "if False:",
    ),
    (
        "a repeat is not written",
        actions,
        '"UPDATE voices_act SET seen = seen + 1 WHERE',
        '"UPDATE voices_act SET seen = seen WHERE',
    ),
    (
        "the thread is not locked",
        actions,
        "Thread.objects.select_for_update(no_key=True).get",
        "Thread.objects.get",
    ),
    ("the newest word does not count", fold, "latest[key].seq < entry.seq", "False"),
    (
        "what arrives last counts",
        fold,
        "if key not in latest or latest[key].seq < entry.seq:",
        "if True:",
    ),
    (
        "both parties share one standing",
        fold,
        "key = (entry.about, entry.party)\n        if",
        'key = (entry.about, "x")\n        if',
    ),
    (
        "the chain does not go on",
        actions,
        "bytes(locked.head_digest) or chain.root(root_facts(locked))",
        "chain.root(root_facts(locked))",
    ),
    ("the first words are lost", queries, '"seq" > %s', '"seq" > %s + 1'),
    ("the last words are lost", queries, '"seq" <= %s', '"seq" < %s'),
    (
        "the screen is believed about what it has seen",
        actions,
        "seen=min(setting.seen, locked.head),",
        "seen=setting.seen + 100,",
    ),
    (
        "the head is not moved",
        actions,
        "SET head = %s, head_digest = %s WHERE",
        "SET head = %s, head_digest = coalesce(head_digest, %s) WHERE",
    ),
    ("words are trimmed", actions, "salt, Jsonb(value)", "salt, Jsonb(trimmed(value))"),
    (
        "an entry is committed before its act is over",
        actions,
        "    announce(locked",
        "    connection.cursor().execute('COMMIT; BEGIN')\n    announce(locked",
    ),
]
CHOSEN = PLANTED if os.environ.get("LOG_PLANTED") == "all" else PLANTED[:3]


def trimmed(value):
    return {**value, "mark": value["mark"].strip()[:8]}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("why", "module", "sound", "broken"), CHOSEN, ids=lambda v: str(v)[:50])
def test_the_walk_notices_a_planted_bug(cast, monkeypatch, why, module, sound, broken):
    source = inspect.getsource(module)
    assert source.count(sound) == 1, "the planted line has moved"
    bad = ModuleType(module.__name__)
    monkeypatch.setitem(sys.modules, module.__name__, bad)
    bad.__dict__["trimmed"] = trimmed
    exec(compile(source.replace(sound, broken), module.__name__, "exec"), bad.__dict__)
    machine = type("Planted", (Log,), {})
    from tandem.voices.tests import machine as driven

    if module is actions:
        machine.append = staticmethod(bad.append)
    else:
        monkeypatch.setattr(driven, module.__name__.rpartition(".")[2], bad)
    with pytest.raises(Exception) as noticed:  # noqa: PT011
        walk(machine, examples=60, steps=30, phases=[Phase.generate])
    print(f"{why}: {type(noticed.value).__name__}: {str(noticed.value)[:100]}")
