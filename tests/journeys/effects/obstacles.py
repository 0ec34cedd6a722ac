"""What is in the way."""

from typing import Any

from tests.journeys.effects.effect import Effect

WAY = """
    SELECT e.party, e.typed_by, e.sitting::text, s.value FROM voices_entry e
    JOIN voices_saying s ON s.entry_id = e.id JOIN voices_thread t ON t.id = e.thread_id
    WHERE e.kind = 'obstacle' AND t.person_id = %(person)s AND e.recorded_at > %(since)s"""
WAY_ID = """
    SELECT substr(e.about, 10) FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
    WHERE t.person_id = %(person)s AND e.kind = 'obstacle' ORDER BY e.recorded_at DESC LIMIT 1"""


def way(
    entered: dict[str, Any], press: str, value: dict[str, Any], party: str, end: str = ""
) -> Effect:
    """What is in the way, what was done about it, and how it is then."""
    is_new = "sort" in entered
    return Effect(
        "room:obstacles" if is_new else "room:obstacle",
        "{room}/plan/way" if is_new else "{room}/plan/way/{obstacle}",
        entered,
        press,
        named=f"end={end}" if end else "",
        stored=WAY,
        gives=[(party, "worker", "{sitting}", value)],
        learns={"obstacle": WAY_ID} if is_new else {},
        leads="room:obstacles" if is_new else "room:obstacle",
    )
