"""A second screen: invited, sent away, let in, and ended by the person."""

from tests.journeys.effects.effect import Effect

GUEST = "SELECT confirmed_at IS NOT NULL, ended_at IS NOT NULL FROM sittings_guest WHERE "
JOINED = GUEST + "sitting_id = %(sitting)s AND joined_at > %(since)s"
THIS = GUEST + "id = %(guest)s"
NEWEST = """
    SELECT id FROM sittings_guest WHERE sitting_id = %(sitting)s ORDER BY joined_at DESC LIMIT 1"""


def answer(same: str, words: str, *stored: bool) -> Effect:
    return Effect(
        "room:answer_door",
        "/together/{sitting}/invite",
        press=words,
        named=f"same={same}",
        stored=THIS,
        gives=[stored],
        leads="room:invite",
        doors="together",
    )


SHOW = Effect(
    "room:invite",
    "/together/{sitting}/invite",
    press="Show a code",
    stored="""SELECT used_at IS NULL, expires_at - made_at <= interval '10 minutes'
        FROM sittings_joincode WHERE sitting_id = %(sitting)s AND made_at > %(since)s""",
    gives=[(True, True)],
    learns={"code": ".join-code", "window": "a[target=_blank]@href"},
    doors="together",
)
BY_CODE = Effect(
    "sittings:join",
    "/join",
    {"code": "{code}"},
    "Join",
    stored=JOINED,
    gives=[(False, False)],
    leads="sittings:door",
    learns={"guest": NEWEST},
    by="person",
    doors="together",
)
BY_LINK = Effect(
    "sittings:join_token",
    "{window}",
    press="Join",
    stored=JOINED,
    gives=[(False, False)],
    leads="sittings:door",
    learns={"guest": NEWEST},
    by="person",
    doors="together",
)
GO = Effect(
    "sittings:go",
    "/beside/{sitting}/areas",
    press="End this screen",
    stored=THIS,
    gives=[(True, True)],
    leads="sittings:join",
    by="person",
    doors="together",
)
SENT_AWAY = [SHOW, BY_CODE, answer("no", "No, another word", False, True)]
LET_IN = [SHOW, BY_LINK, answer("yes", "Yes, the same word", True, False)]
ENDED = [answer("no", "End the second screen", True, True)]
