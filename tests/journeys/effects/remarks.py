"""What is seen differently about a line of the plan, and what is owed for it."""

from tests.journeys.effects.effect import Effect, said

REMARKED = """
    SELECT e.id FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s AND e.kind = 'differ' ORDER BY e.recorded_at DESC LIMIT 1"""


def seen_differently(what: str, words: str) -> Effect:
    return Effect(
        f"room:differ_{what}",
        f"{{room}}/plan/{what}s/{{{what}}}/differ",
        {"words": words},
        "Save",
        gives=[said("differ", f"{what}/{{{what}}}", {"words": words, "answer_by": "{answer_by}"})],
        shows=words,
        learns={f"{what}_remark": REMARKED},
    )


def owed(remark: str, about: str, to: str, words: str, kind: str = "differ") -> Effect:
    """What waits for the worker is answered at the desk, with no sitting."""
    return Effect(
        "plans:answers",
        "/people/{person}/answers",
        {"words": words},
        "Answer",
        within=f"section:has-text('{remark}')",
        gives=[said(kind, about, {"words": words, "to": to}, "worker", sitting=None)],
        leads="plans:answers",
    )
