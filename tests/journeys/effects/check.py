"""The short checks: every question of the small ones, and the three taps after today."""

from collections.abc import Iterator
from typing import Any

from tandem.instruments.loader import newest
from tandem.instruments.schema import Item
from tests.journeys.effects.effect import Effect, said
from tests.journeys.effects.talk import DIFFER, hand, take_back
from tests.journeys.effects.talk import newest as newest_of

# Any check has the same kinds of questions.
ALIKE = r"[a-z]+(\.\w+)*(:words|:day|:source)?"
AFTER = (
    "SELECT answers, worker_may_see, sitting_id FROM assessments_aftertoday WHERE at > %(since)s"
)


def told_to(item: Item) -> list[tuple[str, Any, Any]]:
    """What is entered, field by field, and what is stored then."""
    match item.kind:
        case "one" | "scale":
            return [(item.key, item.choices[-1].key, item.choices[-1].key)]
        case "many":
            keys = [item.choices[0].key, item.choices[1].key]
            # Each chip is a tap, and each tap is said.
            return [(item.key, keys[:1], keys[:1])]
        case "ten":
            return [(item.key, "7", 7)]
        case "words_and_date":
            words = {"words": "I ring.", "due_on": None}
            return [
                (f"{item.key}:words", "I ring.", words),
                (f"{item.key}:day", "{next}-05-05", words | {"due_on": "{next}-05-05"}),
            ]
    return [(item.key, f"{item.key} & <so>.", f"{item.key} & <so>.")]


def steps(items: tuple[Item, ...]) -> Iterator[list[tuple[Item, tuple[str, Any, Any]]]]:
    """What is entered before a save: what is asked from the start together, the rest one by one."""
    for party in ("person", "worker"):
        now, later = [], []
        for item in (one for one in items if one.party == party):
            is_later = item.asked_if or item.opens_after or item.kind == "words_and_date"
            for field in told_to(item):
                (later if is_later else now).append((item, field))
        yield now
        yield from ([one] for one in later)


def all_of(check: str) -> list[Effect]:
    """Everything that a check asks of both, area by area, read back from the log and the page."""
    return [
        Effect(
            "room:check_answer",
            f"{{room}}/check/{check}/area/{area.key}",
            {name: entered for _item, (name, entered, _stored) in fields},
            gives=[said("answer", item.key, stored, item.party) for item, (_, _, stored) in fields],
            keeps=True,
            alike=ALIKE,
        )
        for area in newest(check).areas
        for fields in steps(area.items)
        if fields
    ]


def beside_a_question(one: Effect) -> Effect:
    """What is said of the sheet ("I see this differently"), said of a question of a check."""
    key = "doing.w.kept"
    own = {
        "view": "room:check_differ",
        "at": f"{{room}}/check/engagement/differ/{key}",
        "gives": [(kind, key, *others) for kind, _about, *others in one.gives],
        "learns": {"remark": newest_of("differ", key)} if one.learns else {},
    }
    return Effect(**(vars(one) | own))


NOT_TODAY = Effect(
    "room:check_answer",
    "{room}/check/readiness/area/ladder",
    press="Not answering today",
    named="not_today=ladder.what",
    gives=[said("pass", "ladder.what", "not_today")],
)
FROM_A_LETTER = Effect(
    "room:check_answer",
    "{room}/check/engagement/area/doing",
    {"doing.w.kept:source": "letter"},
    gives=[said("answer", "doing.w.kept", "not_yet", "worker")],
    keeps=True,
    alike=ALIKE,
)
OWN_STORY = [
    hand("/together/{sitting}/own", "own"),
    Effect(
        "room:own",
        "/together/{sitting}/own",
        {"sure": ["on"]},
        "Take them out",
        within="section:has-text('My story so far')",
        gives=[said("answer", "story.so_far", "", typed_by="person")],
        shows="These words are gone.",
        doors="together",
    ),
    take_back("room:own"),
]
AFTER_TODAY = [
    hand("/together/{sitting}/leave", "after"),
    Effect(
        "room:after",
        "/together/{sitting}/after",
        {"today.say": "part", "today.respect": "yes", "share": []},
        "Keep my answers",
        stored=AFTER,
        gives=[({"today.say": "part", "today.respect": "yes"}, False, "{sitting}")],
        shows="That is kept.",
        doors="together",
        alike="today.worth",
    ),
    take_back("room:leave"),
]
CHECKS = [
    *all_of("hello"),
    *all_of("readiness"),
    NOT_TODAY,
    *all_of("engagement"),
    FROM_A_LETTER,
    *[beside_a_question(one) for one in DIFFER],
    *all_of("what-helps"),
    *OWN_STORY,
]
OF_VOLUNTARY_PLACES = all_of("voluntary-check")
