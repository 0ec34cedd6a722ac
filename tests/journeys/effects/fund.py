"""The enabling fund: set up, asked in the room, answered on the spot, paid for, asked again."""

from dataclasses import replace
from typing import Any

from tests.journeys.effects.effect import Effect
from tests.journeys.effects.talk import hand, take_back

TERMS = """
    SELECT r.name, name_cy, purpose, purpose_cy, u.called, t.name, areas, most, most_a_year,
      on_the_spot, answer_within, is_open FROM fund_terms r JOIN people_user u ON u.id = owner_id
    LEFT JOIN people_team t ON t.id = r.team_id
    WHERE said_at > %(since)s"""
MOVED = """
    SELECT source, target, amount, words FROM fund_transfer
    WHERE fund_id = %(fund)s AND at > %(since)s ORDER BY number"""
ASKED = """
    SELECT what, why, amount, words_by, typed_by, sitting::text FROM fund_request
    WHERE person_id = %(person)s AND asked_at > %(since)s"""
NEWEST = """
    SELECT id FROM fund_request WHERE person_id = %(person)s ORDER BY asked_at DESC LIMIT 1"""
BECAME = """
    SELECT kind, party, h.words, typed_by, t.amount FROM fund_happening h
    LEFT JOIN fund_transfer t ON t.id = h.id
    WHERE h.request_id = %(asked)s AND h.at > %(since)s"""
RULES = {
    "name": "Boots {waits}",
    "name_cy": "Esgidiau",
    "purpose": "Boots.",
    "purpose_cy": "Esgidiau.",
    "owner": "{carys}",
    "most": "80",
    "most_a_year": "£1,160.50",
    "on_the_spot": "50",
    "answer_within": "4",
    "team": "{north}",
    "areas": ["home"],
}


def terms(most: int, is_open: bool = True) -> tuple[Any, ...]:
    words = ("Boots {waits}", "Esgidiau", "Boots.", "Esgidiau.", "Carys", "Team North")
    return (*words, ["home"], most, 116050, 5000, 4, is_open)


def moved(amount: str, words: str, press: str, do: str, row: tuple[Any, ...]) -> Effect:
    return Effect(
        "fund:fund", "/fund/{fund}", {"amount": amount, "words": words}, press, f"do={do}",
        stored=MOVED, gives=[row], leads="fund:fund", shows=words, by="author",
    )  # fmt: skip


def changed(press: str, named: str, most: str, row: tuple[Any, ...]) -> Effect:
    return Effect(
        "fund:terms", "/fund/{fund}/rules", RULES | {"most": most}, press, named, stored=TERMS,
        gives=[row], leads="fund:fund", by="author",
        learns={"terms": "SELECT id FROM fund_terms WHERE fund_id = %(fund)s"
                " ORDER BY number DESC LIMIT 1"},
    )  # fmt: skip


def asked(view: str, at: str, what: str, pence: int, sitting: str | None) -> Effect:
    told = {"what": what, "why": "No way.", "amount": "45", "words_by": "person"}
    if view == "fund:ask":
        told["amount"] = "£45.50"
    return Effect(
        view, at, told | {"terms": "{terms}"}, "Ask for this", stored=ASKED,
        gives=[(what, "No way.", pence, "person", "worker", sitting)],
        leads="room:fund_request" if view == "room:ask_fund" else "fund:request",
        shows=what, learns={"asked": NEWEST},
    )  # fmt: skip


def became(view: str, press: str, do: str, row: tuple[Any, ...], **told: Any) -> Effect:
    at = "{room}/fund/{asked}" if view.startswith("room") else "/people/{person}/fund/{asked}"
    kind, party, words, amount = row
    return Effect(
        view, at, told, press, f"do={do}", stored=BECAME,
        gives=[(kind, party, words, "worker", amount)], leads=view,
    )  # fmt: skip


SET_UP = [
    Effect(
        "fund:begin", "/fund/begin", RULES, "Set it up", stored=TERMS, gives=[terms(8000)],
        leads="fund:fund", by="author",
        learns={"fund": "SELECT fund_id FROM fund_terms ORDER BY said_at DESC LIMIT 1"},
    ),
    moved("1,200.50", "A gift.", "Put it in", "in", ("given", "free", 120050, "A gift.")),
    moved("0.50", "Back.", "Take it out", "out", ("free", "given", 50, "Back.")),
    changed("Save these rules", "", "90", terms(9000)),
]  # fmt: skip
# The person lets others read what it changed, or nobody.
LENT = [
    Effect(
        "own_page:lend", "/page/fund", press=press, named=f"is_lent={says}",
        stored=BECAME + " AND h.kind IN ('lent', 'kept')",
        gives=[(kind, "person", "", "person", None)],
        leads="own_page:fund", shows=shows, by="person",
    )
    for press, says, kind, shows in (
        ("Anyone may read my words", "yes", "lent", "You let anyone read"),
        ("Show them to nobody else", "no", "kept", "If you say yes, anyone may"),
    )
]  # fmt: skip
GOAL = "{room}/plan/goals/{goal}/fund"
IN_THE_ROOM = [
    asked("room:ask_fund", GOAL, "Boots & laces.", 4500, "{sitting}"),
    became(
        "room:fund_request", "Yes", "yes", ("yes", "worker", "Go on.", 4500), words="Go on."
    ),
    replace(
        became(
            "room:fund_request", "Add this", "changed", ("changed", "person", "I began.", None),
            party="person", words="I began.",
        ),
        view="room:fund_changed",
        leads="room:fund_request",
    ),
    hand("{room}/fund/{asked}", "lend/{asked}"),
    *(
        replace(one, view="room:lend", at="/together/{sitting}/fund/{asked}/others",
                leads="room:lend", by="worker", doors="together") for one in LENT
    ),
    take_back("room:fund_request"),
    asked("room:ask_fund", GOAL, "A bus pass.", 4500, "{sitting}"),
    became(
        "room:fund_request", "Not this time", "no", ("no", "worker", "Ask them.", None),
        words="Ask them.",
    ),
]  # fmt: skip
ASK = "/people/{person}/plan/goals/{goal}/fund"
PAID = ("bought", "worker", "", 4000)
BACK = ("returned", "worker", "Too small.", 4000)
# On the person's own phone, what was paid for asks what it changed.
SAID_ALONE = Effect(
    "own_page:changed", "/page/fund", {"words": "I get there."}, "Say this",
    stored=BECAME + " AND h.typed_by = 'person'",
    gives=[("changed", "person", "I get there.", "person", None)],
    leads="own_page:fund", shows="I get there.", by="person",
)  # fmt: skip
AT_THE_DESK = [
    asked("fund:ask", ASK + "?again={asked}", "A bus pass.", 4550, None),
    became("fund:request", "Yes", "yes", ("yes", "worker", "", 4550), words=""),
    became(
        "fund:request", "Save this", "spend", PAID, how="bought", amount="40"
    ),
    SAID_ALONE,
    *LENT,
    became(
        "fund:request", "Keep this receipt", "receipt", ("receipt", "worker", "", None),
        file=("receipt.pdf", "%PDF-1.7 made up"),
    ),
    became(
        "fund:request", "Put it back into the fund", "returned", BACK,
        amount="40", words="Too small.",
    ),
    became(
        "fund:request", "Add this", "changed", ("changed", "worker", "Bus at 7.", None),
        party="worker", words="Bus at 7.",
    ),
    asked("fund:ask", ASK, "A lock.", 4550, None),
    became("fund:request", "Yes", "yes", ("yes", "worker", "", 4550), words=""),
    became("fund:request", "It is not needed any more", "unused", ("unused", "worker", "", None)),
    changed("Save and close the fund", "close=yes", "90", terms(9000, False)),
]  # fmt: skip
