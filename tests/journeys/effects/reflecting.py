"""What a worker thinks of a talk that they led."""

from tests.journeys.effects.effect import Effect

REFLECTED = """
    SELECT r.words, r.shared_at IS NOT NULL, u.called, r.talk_id FROM assessments_reflection r
    JOIN people_user u ON u.id = r.worker_id JOIN voices_entry e ON e.id = r.talk_id
    JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s ORDER BY r.written_at"""


def thought(words: str, *others: tuple[str, bool], is_shared: bool) -> Effect:
    """On a talk that the worker led, for themselves until they share it."""
    rows = [*others, (words, is_shared)]
    return Effect(
        "assessments:reflection",
        "/people/{person}/talks/{talk}/reflection",
        {"words": words, "is_shared": ["on"] if is_shared else []},
        "Keep it",
        stored=REFLECTED,
        gives=[(told, is_seen, "{worker}", "{talk}") for told, is_seen in rows],
        shows=words,
        learns={"reflection": "button[name=share]@value"},
    )


def shared(press: str, words: str, is_shared: bool, shows: str) -> Effect:
    return Effect(
        "assessments:reflection",
        "/people/{person}/talks/{talk}/reflection",
        press=press,
        named="share={reflection}",
        stored=REFLECTED,
        gives=[(words, is_shared, "{worker}", "{talk}")],
        shows=shows,
    )


THOUGHT = [
    thought("I waited.", is_shared=False),
    shared("Let my manager read this", "I waited.", True, "Your manager can read this."),
    shared("Take it back", "I waited.", False, "For you alone."),
    thought("I heard more.", ("I waited.", False), is_shared=True),
]
