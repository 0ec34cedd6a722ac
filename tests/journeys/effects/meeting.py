"""The next meeting: set, moved and called off; and the person cannot come."""

from typing import Any

from tests.journeys.effects.effect import Effect

SAID = """
    SELECT e.party, e.typed_by, e.sitting::text, s.value FROM voices_entry e
    JOIN voices_saying s ON s.entry_id = e.id JOIN voices_thread t ON t.id = e.thread_id
    WHERE starts_with(e.about, 'meeting/') AND t.person_id = %(person)s
    AND e.recorded_at > %(since)s"""
ABOUT = """
    SELECT e.about FROM voices_entry e JOIN voices_thread t ON t.id = e.thread_id
    WHERE starts_with(e.about, 'meeting/') AND t.person_id = %(person)s
    ORDER BY e.recorded_at DESC LIMIT 1"""
CAFE = {
    "on": "{next}-09-09",
    "at": "10:30",
    "how": "elsewhere",
    "where": "The cafe.",
    "who": "My sister.",
    "helps": ["quiet"],
    "words": "",
}
AT_DESK = {
    "view": "plans:meeting",
    "at": "/people/{person}/meeting",
    "leads": "home:person",
}
IN_ROOM = {"view": "room:meeting", "at": "{room}/plan/meeting", "leads": "room:plan"}


def entered(value: dict[str, Any]) -> dict[str, Any]:
    year, month, day = value["on"].split("-")
    typed = {name: value[name] for name in ("at", "how", "where", "who", "helps")}
    why = {"why": value["words"]} if value["words"] else {}
    return {"meet_on": f"{int(day)} {int(month)} {year}", **typed, **why}


def told(place: dict[str, str], value: dict[str, Any]) -> tuple[Any, ...]:
    is_desk = place is AT_DESK
    return (
        "worker" if is_desk else "both",
        "worker",
        None if is_desk else "{sitting}",
        value,
    )


def kept(place: dict[str, str], value: dict[str, Any], words: str = "") -> Effect:
    """Set; and where there are words, moved."""
    value = {**value, "words": words}
    return Effect(
        entered=entered(value),
        press="Save the meeting",
        stored=SAID,
        gives=[told(place, value)],
        learns={"meeting": ABOUT},
        **place,
    )


def called_off(place: dict[str, str], why: str) -> Effect:
    return Effect(
        entered={"why": why},
        press="Call it off",
        named="off=yes",
        stored=SAID,
        gives=[told(place, {"off": True, "words": why})],
        **place,
    )


MOVED = CAFE | {"on": "{next}-09-10", "at": "14:00", "how": "office", "where": "Room 2."}
ALL_IN_ROOM = [kept(IN_ROOM, CAFE), kept(IN_ROOM, MOVED, "The bus."), called_off(IN_ROOM, "Snow.")]
ALL_AT_DESK = [kept(AT_DESK, CAFE), kept(AT_DESK, MOVED, "The bus."), called_off(AT_DESK, "Snow.")]
SET = kept(IN_ROOM, CAFE)
CANNOT_COME = Effect(
    "own_page:meeting",
    "/page/meeting",
    {"why": "My shift."},
    "Say that I cannot come",
    stored="""SELECT e.party, s.value ->> 'meeting', s.value ->> 'words' FROM voices_entry e
        JOIN voices_saying s ON s.entry_id = e.id JOIN voices_thread t ON t.id = e.thread_id
        WHERE t.person_id = %(person)s AND e.kind = 'ask' AND s.value ->> 'what' = 'cannot_come'
        AND e.recorded_at > %(since)s""",
    gives=[("person", "{meeting}", "My shift.")],
    shows="A new day is asked for.",
    by="person",
)
