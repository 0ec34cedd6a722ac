"""The sheet: what to talk about, each kind of answer, the notice, and what comes first."""

from collections.abc import Sequence
from typing import Any

from tests.journeys.effects.effect import Effect, from_their_screen, said

EASY = "SELECT is_easy FROM sittings_sitting WHERE id = %(sitting)s"
TYPING = "SELECT typing FROM sittings_sitting WHERE id = %(sitting)s"


def answers(*given: tuple[str, Any, Any], party: str = "person", **more: Any) -> Effect:
    """Questions in the order of the page: name, what is entered, what is stored."""
    return Effect(
        "room:answer",
        "{room}/area/home",
        {name: entered for name, entered, _stored in given},
        gives=[
            said("answer", name.partition(":")[0], stored, party, **more)
            for name, _entered, stored in given
        ],
        keeps=True,
        # Any area has the same kinds of questions; each kind is here.
        alike=r"[a-z]+(\.\w+)*(:words|:day)?",
    )


def press(words: str, named: str, gives: Sequence[Any], **more: Any) -> Effect:
    return Effect("room:answer", "{room}/area/home", press=words, named=named, gives=gives, **more)


def notice(value: str, words: str) -> Effect:
    return press(words, f"notice={value}", [said("prompt", "notice/home", value)])


def typing(party: str, name: str) -> Effect:
    return press(
        name, f"typing={party}", [(party,)], stored=TYPING, doors="together", leads="room:area"
    )


def words(value: str, name: str, is_easy: bool) -> Effect:
    return press(name, f"words={value}", [(is_easy,)], stored=EASY, leads="room:area")


def way(value: str, name: str) -> Effect:
    gives = [said("pick", "way/home", value, "both")]
    return press(name, f"way={value}", gives, leads="room:area", doors="together")


def speaks(who: str, name: str, is_voiced: bool) -> Effect:
    return press(
        name,
        f"speaks={who}",
        [(is_voiced,)],
        stored="SELECT is_voiced FROM sittings_sitting WHERE id = %(sitting)s",
        leads="room:area",
        doors="together",
    )


TURN = [
    press(
        "Your turn, {person_name}",
        "turn=person",
        [("person",)],
        stored="SELECT turn FROM sittings_sitting WHERE id = %(sitting)s",
        leads="room:area",
        doors="together",
    ),
    *(
        Effect(
            "room:turn",
            page,
            press=f"Your turn, {words}",
            named=f"turn={party}",
            stored="SELECT turn FROM sittings_sitting WHERE id = %(sitting)s",
            gives=[(party,)],
            leads=leads,
            doors="together",
        )
        for page, leads, party, words in (
            ("{room}/plan", "room:plan", "worker", "Imran"),
            ("{room}/areas", "room:areas", "person", "{person_name}"),
            ("{room}/differences", "room:differences", "worker", "Imran"),
        )
    ),
]
PICKS = [
    Effect(
        "room:pick",
        "{room}/areas",
        {"area": ["home", "money"]},
        "These ones today",
        gives=[said("pick", "pick/today", ["home", "money"])],
        keeps=True,
    ),
    Effect(
        "room:pick",
        "{room}/areas",
        {"area": "days", "why": "Work starts soon."},
        "Add it",
        gives=[said("pick", "pick/today", {"area": "days", "why": "Work starts soon."}, "worker")],
        shows="Work starts soon.",
    ),
    Effect(
        "room:pick",
        "{room}/areas",
        press="Take it back",
        named="area=",
        gives=[said("pick", "pick/today", {}, "worker")],
    ),
]
# Of each kind of question one. What follows an answer is asked once that answer is saved, and a
# worker is asked for a strength before anything else.
OFFER = {"words": "I ring the council.", "due_on": None}
ANSWERS = [
    answers(
        ("home.fact", "may_lose", "may_lose"),
        ("home.strength", ["keep"], ["keep"]),
        ("home.now", "good", "good"),
        ("home.better", "A door that locks & <holds>.", "A door that locks & <holds>."),
        ("home.matter", "7", 7),
    ),
    answers(
        ("home.w.strength", "You keep it clean.", "You keep it clean."),
        party="worker",
    ),
    answers(
        ("home.w.now", "hard", "hard"),
        ("home.w.how", ["letter"], ["letter"]),
        ("home.w.offer:words", "I ring the council.", OFFER),
        party="worker",
    ),
    answers(
        ("home.w.how.on", "2026-05-05", "2026-05-05"),
        ("home.w.offer:day", "{next}-05-05", OFFER | {"due_on": "{next}-05-05"}),
        party="worker",
    ),
]
PRESSED = [
    press(
        "New today, told by me",
        "new_today=home.fact",
        [said("answer", "home.fact", "may_lose")],
    ),
    press("Not answering today", "not_today=home.ready", [said("pass", "home.ready", "not_today")]),
    notice("talk_first", "I want to talk first"),
    notice("not_today", "Not answering today"),
    notice("answer", "I will answer"),
    answers(("home.link", "out", "out")),
    typing("person", "{person_name}"),
    answers(("home.sure", "3", 3), typed_by="{hands}"),
    typing("worker", "{worker}"),
    words("easy", "Easy words", is_easy=True),
    words("full", "The full words", is_easy=False),
    Effect(
        "room:answer",
        "{room}/area/home",
        {"home.safer": "Someone to ring."},
        "Save",
        "onward=",
        gives=[said("answer", "home.safer", "Someone to ring.")],
        keeps=True,
    ),
    Effect(
        "room:answer",
        "{room}/area/home",
        {"home.words": "That is all."},
        "Save and see all areas",
        "onward=areas",
        gives=[said("answer", "home.words", "That is all.")],
        leads="room:areas",
    ),
]
EACH_FIRST = [
    way("each_first", "Each marks first, then show both"),
    Effect(
        "room:answer",
        "{room}/area/home",
        {"home.harm": "safe"},
        gives=[said("answer", "home.harm", "safe")],
        shows="has marked. It is shown when both have.",
        doors="together",
    ),
    press("Mark again", "again=home.harm", [], leads="room:area", doors="together"),
    way("open", "Show marks as they are made"),
    speaks("person", "{person_name}", is_voiced=False),
    speaks("other", "an interpreter, for {person_name}", is_voiced=True),
]
FROM_THEIR_SCREEN = [
    Effect(
        "room:answer",
        "/beside/{sitting}/area/money",
        {"money.fact": "benefits"},
        gives=[from_their_screen("answer", "money.fact", "benefits")],
        keeps=True,
        by="person",
        doors="together",
    ),
]
AGAIN = [
    press(
        "Yes, still right",
        "still_right=home.fact",
        [said("answer", "home.fact", "may_lose")],
    )
]


def first(party: str, area: str, name: str) -> Effect:
    return Effect(
        "room:pick_first",
        "{room}/areas/first",
        press=name,
        named=f"area={area}",
        within=f".side-{party}",
        gives=[said("pick", "pick/first", area, party)],
        leads="room:first",
    )


FIRST = [first("person", "home", "Home"), first("worker", "money", "Money")]


def opened(key: str, value: str, words: str) -> Effect:
    return Effect(
        "room:open_shut",
        "{room}/areas/more",
        press=words,
        named=f"open={value}",
        within=f"li:has(input[value={key}])",
        gives=[said("pick", f"open/{key}", value == "yes")],
        leads="room:more",
    )


SHUT = [
    opened("links", "yes", "Open it: Trouble and safety"),
    opened("links", "no", "Shut it again: Trouble and safety"),
    opened("happened", "yes", "Open it: What happened"),
]
