"""What each says to the exact words, and what the worker notes about the asking."""

from typing import Any

from tests.journeys.effects.effect import Effect, said
from tests.journeys.effects.goals import AT, OURS

# The exact words that were answered are kept with the answer.
AGREED = """
    SELECT e.about, e.party, e.typed_by, u.called, e.sitting::text, s.value ->> 'answer',
      s.value ->> 'words', s.value #>> '{text,goal}' FROM voices_entry e
    JOIN voices_saying s ON s.entry_id = e.id JOIN voices_thread t ON t.id = e.thread_id
    LEFT JOIN people_user u ON u.id = e.author_id
    WHERE e.kind = 'agree' AND t.person_id = %(person)s AND e.recorded_at > %(since)s"""


def answered(party: str, answer: str, words: str = "", **more: Any) -> Effect:
    where = {
        "worker": ("room:worker_agree_goal", AT + "/agree"),
        "person": ("room:agree_goal", "/beside/{sitting}/agree/{goal}"),
    }
    view, at = where[party]
    typed_by, author = ("worker", "{worker}") if party == "worker" else ("person", None)
    own = {
        "entered": {"answer": answer} | ({"words": words} if words else {}),
        "gives": [("goal/{goal}", party, typed_by, author, "{sitting}", answer, words, OURS)],
        "by": party,
    }
    own = {"view": view, "at": at, "press": "Save my answer", "stored": AGREED} | own
    return Effect(**(own | more))


def asking(asked: str, because: str = "") -> Effect:
    value = {"asked": asked, "because": because}
    return Effect(
        "room:set_asking",
        AT,
        {"asked": asked} | ({"because": because} if because else {}),
        "Save this note",
        gives=[said("agree", "goal/{goal}/asking", value, "worker")],
        shows=because,
        alike="because",
    )
