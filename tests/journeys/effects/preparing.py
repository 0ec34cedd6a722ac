"""A link that a worker gives, and what the person writes alone until they share it."""

from tests.journeys.effects.effect import Effect, said

LINK = """SELECT opened_at IS NOT NULL, ended_at IS NOT NULL FROM preparation_preparation
    WHERE person_id = %(person)s ORDER BY made_at DESC LIMIT 1"""
DRAFTS = """SELECT d.about, d.value, d.shared_at IS NOT NULL FROM preparation_draft d
    JOIN preparation_preparation p ON p.id = d.preparation_id
    WHERE p.person_id = %(person)s ORDER BY d.about"""
PIN = {"pin": "4711"}
# Every control of a question of any area.
ANY_ITEM = r"[a-z_]+(\.[a-z_]+)+(:words|:day)?"


def alone(about: str, value: object) -> tuple[object, ...]:
    """A row of `SAID` from nobody's sitting."""
    return said("answer", about, value, typed_by="person", author=None, sitting=None)


def write(entered: dict[str, object], drafts: list[tuple[object, ...]]) -> Effect:
    return Effect(
        "preparation:area",
        "/notes/home",
        entered,
        "Save for me",
        stored=DRAFTS,
        gives=drafts,
        keeps=True,
        by="person",
        alike=ANY_ITEM,
    )


GIVEN = [
    Effect(
        "preparation:give",
        "/people/{person}/prepare",
        {"others": "no"},
        "Make a link",
        stored=LINK,
        gives=[(False, False)],
        shows="A link for {person_name}",
        learns={"link": "#link@value"},
        alike="ends_on_(day|month|year)",
    ),
    Effect(
        "preparation:open",
        "{link}",
        PIN,
        "Open",
        stored=LINK,
        gives=[(True, False)],
        leads="preparation:notes",
        by="person",
    ),
]
WRITTEN = [
    write(
        {"home.now": "good", "home.strength.words": "I cook."},
        [("home.now", "good", False), ("home.strength.words", "I cook.", False)],
    ),
    Effect(
        "preparation:area",
        "/notes/home",
        press="Share with {worker}",
        named="share=home.now",
        gives=[alone("home.now", "good")],
        shows="Shared with {worker}",
        by="person",
    ),
    Effect(
        "preparation:area",
        "/notes/home",
        press="Delete",
        named="delete=home.strength",
        stored=DRAFTS,
        gives=[("home.now", "good", True)],
        by="person",
    ),
    Effect(
        "preparation:area",
        "/notes/home",
        press="Easy words",
        named="words=easy",
        stored="SELECT is_easy FROM preparation_preparation WHERE person_id = %(person)s",
        gives=[(True,)],
        by="person",
    ),
    Effect(
        "preparation:area",
        "/notes/money",
        {"money.strength.words": "I pay my bills."},
        "Save and go back",
        named="onward=notes",
        stored=DRAFTS,
        gives=[("home.now", "good", True), ("money.strength.words", "I pay my bills.", False)],
        leads="preparation:notes",
        by="person",
    ),
    Effect(
        "preparation:share",
        "/notes/share",
        {"about": ["money.strength.words"]},
        "Share what I ticked",
        gives=[alone("money.strength.words", "I pay my bills.")],
        leads="preparation:notes",
        by="person",
    ),
    Effect(
        "preparation:area",
        "/notes/money",
        {"money.now": "good"},
        "Save and go back",
        stored=DRAFTS + " DESC OFFSET 1 LIMIT 1",
        gives=[("money.now", "good", False)],
        leads="preparation:notes",
        by="person",
    ),
    Effect(
        "preparation:share",
        "/notes/share",
        press="Share all of it",
        named="all=yes",
        gives=[alone("money.now", "good")],
        leads="preparation:notes",
        by="person",
    ),
]
LEFT = [
    Effect(
        "preparation:leave",
        "/notes",
        press="Leave this page quickly",
        stored="SELECT active_at IS NULL FROM preparation_preparation WHERE person_id = %(person)s",
        gives=[(True,)],
        leads="preparation:calendar",
        by="person",
    ),
    Effect(
        "preparation:notes",
        "/notes",
        PIN,
        "Go on",
        stored=LINK,
        gives=[(True, False)],
        leads="preparation:notes",
        shows="What do you want to write about?",
        by="person",
    ),
]
ENDED = [
    Effect(
        "preparation:delete",
        "/notes/delete",
        press="Delete it",
        stored="SELECT count(*) FROM preparation_draft d JOIN preparation_preparation p"
        " ON p.id = d.preparation_id WHERE p.person_id = %(person)s AND d.shared_at IS NULL",
        gives=[(0,)],
        leads="preparation:notes",
        by="person",
    ),
    Effect(
        "preparation:switch_off",
        "/people/{person}/prepare",
        press="Switch it off",
        stored=LINK,
        gives=[(True, True)],
        leads="preparation:give",
        shows="The link is off.",
    ),
]
