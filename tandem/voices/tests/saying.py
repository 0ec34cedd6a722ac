"""Something to say in a thread, another each time."""

from uuid import uuid4

from tandem.voices.actions import Setting, append
from tandem.voices.models import Kind, Party


def say(thread, by, number, party=Party.PERSON):
    setting = Setting(by=by, sitting=uuid4(), typed_by=party, language="en", seen=number)
    return append(
        thread.pk,
        uuid4(),
        setting,
        kind=Kind.ANSWER,
        about=f"home/{number % 5}",
        party=party,
        value={"mark": "hard", "words": f"Damp in room {number}, ŵ \u202e = 'x'"},
    ).entry
