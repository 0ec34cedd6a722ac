"""What the person asks for, and what is said to that."""

from tests.journeys.effects.effect import Effect, said

# The ask names itself.
ASK = """
    SELECT e.party, e.typed_by, e.sitting::text, s.value FROM voices_entry e
    JOIN voices_saying s ON s.entry_id = e.id JOIN voices_thread t ON t.id = e.thread_id
    WHERE e.kind = 'ask' AND t.person_id = %(person)s AND e.recorded_at > %(since)s"""
ASKED = """
    SELECT substr(e.about, 5) FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s AND e.kind = 'ask' ORDER BY e.recorded_at DESC LIMIT 1"""
ASKED_IN = ASKED.replace("substr(e.about, 5)", "e.id")


def asks(what: str, words: str) -> Effect:
    value = {"what": what, "words": words, "answer_by": "{answer_by}"}
    return Effect(
        "room:asks",
        "{room}/plan/asks",
        {"what": what, "words": words},
        "Save what I ask for",
        stored=ASK,
        gives=[("person", "worker", "{sitting}", value)],
        shows=words,
        learns={"ask": ASKED, "ask_entry": ASKED_IN},
    )


def replied(words: str, party: str, press: str, is_it: str = "") -> Effect:
    """To what was asked: the worker's answer, or what the person says to that."""
    value: dict[str, str] = {"to": "{ask_entry}"} | ({"words": words} if words else {})
    if is_it:
        value = value | {"is_it": is_it}
    if is_it == "still":
        value = value | {"words": words, "answer_by": "{answer_by}"}
    return Effect(
        "room:reply_ask",
        "{room}/plan/asks",
        {"words": words} if words else {},
        press,
        named=f"is_it={is_it}" if is_it else "",
        gives=[said("ask", "ask/{ask}", value, party)],
        shows=words,
        leads="room:asks",
    )
