"""A goal from before a new order goes on, as the two say in the room."""

from tests.journeys.effects.effect import Effect, said

CARRIED = [
    # From another screen: the one of the sitting shows nothing of the desk.
    Effect(
        "people:add_episode",
        "/people/{person}/orders/new",
        {"mode": "statutory", "order_type": "licence"},
        "Save",
        stored="""
    SELECT order_type FROM people_episode WHERE person_id = %(person)s
    ORDER BY created_at DESC LIMIT 1""",
        gives=[("licence",)],
        leads="home:person",
        by="coach",
    ),
    Effect(
        "room:carry_over",
        "{room}/plan/carry",
        {"choice": "on"},
        "Save this",
        gives=[said("note", "goal/{goal}/carried", {"carried": "on"}, "both")],
        leads="room:plan",
        alike="why",
    ),
]
