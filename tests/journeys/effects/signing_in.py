"""Signing in: a link that was handed over, an app's codes, spare codes, a new password."""

from tests.journeys.effects.desk import NOTHING, SIGN_OUT
from tests.journeys.effects.effect import Effect

FIRST, SECOND = "lantern gravel otter nine", "kettle marsh violin eight"
PROOFS = "SELECT type FROM mfa_authenticator WHERE user_id = %(user)s ORDER BY type"
PASSWORD = "SELECT password <> %(was)s FROM people_user WHERE id = %(user)s"

ACCEPTED = Effect(
    "signin:link",
    "{link}",
    {"name": "Sam Oduya", "called": "Sam O", "password": FIRST},
    "Go on",
    stored="""SELECT u.name, u.called, u.password LIKE 'argon2%%', l.used_at IS NOT NULL
        FROM people_user u JOIN people_signinlink l ON l.user_id = u.id
        WHERE u.id = %(user)s AND l.used_at > %(since)s""",
    gives=[("Sam Oduya", "Sam O", True, True)],
    leads="mfa_index",
    learns={"was": "SELECT password FROM people_user WHERE id = %(user)s"},
    by="newcomer",
)


def proof(view: str, at: str, entered: dict[str, str], press: str, **more: object) -> Effect:
    told = {"stored": NOTHING, "by": "newcomer"} | more
    return Effect(view, at, entered, press, **told)  # type: ignore[arg-type]


# The library lets a code of the app count once, so each is another one.
WITH_AN_APP = [
    proof(
        "mfa_activate_totp",
        "{app}",
        {"code": "{code_before}"},
        "Go on",
        stored=PROOFS,
        gives=[("recovery_codes",), ("totp",)],
        leads="mfa_view_recovery_codes",
        learns={"spare": ".spare-codes"},
    ),
    proof(
        "account_reauthenticate",
        "/sign-in/again",
        {"password": FIRST},
        "Go on",
        leads="home:people",
    ),
    proof(
        "signin:password",
        "/sign-in/password",
        {"old": FIRST, "new": SECOND},
        "Change it",
        stored=PASSWORD,
        gives=[(True,)],
        leads="mfa_index",
    ),
    Effect(**{**vars(SIGN_OUT), "by": "newcomer"}),
    proof(
        "account_login",
        "/sign-in/",
        {"login": "{email}", "password": SECOND},
        "Sign in",
        leads="mfa_authenticate",
        alike="remember",
    ),
    proof("mfa_authenticate", "", {"code": "{code_now}"}, "Sign in", leads="home:people"),
    proof(
        "mfa_reauthenticate",
        "/sign-in/again/code",
        {"code": "{code_after}"},
        "Go on",
        leads="home:people",
    ),
    proof(
        "mfa_generate_recovery_codes",
        "/sign-in/yours/codes/new",
        {},
        "Make new codes",
        leads="mfa_view_recovery_codes",
    ),
    proof(
        "mfa_deactivate_totp",
        "/sign-in/yours/app/remove",
        {},
        "Stop using it",
        stored=PROOFS,
        gives=[],
        leads="mfa_index",
    ),
]
DEMO = Effect(
    "signin:link",
    "{way_in}",
    press="Sign in",
    stored=NOTHING,
    leads="home:people",
)
# Scripts only: the browser's own keys.
BY_PASSKEY = [
    proof(
        "mfa_add_webauthn",
        "/sign-in/yours/passkey",
        {"name": "My key"},
        "Make the passkey",
        stored="""SELECT type, data ->> 'name' FROM mfa_authenticator
            WHERE user_id = %(user)s AND type = 'webauthn'""",
        gives=[("webauthn", "My key")],
        learns={
            "passkey": "SELECT id FROM mfa_authenticator WHERE user_id = %(user)s"
            " AND type = 'webauthn'"
        },
    ),
    proof(
        "mfa_reauthenticate_webauthn",
        "/sign-in/again/passkey",
        {},
        "Use my passkey",
        leads="home:people",
    ),
    Effect(**{**vars(SIGN_OUT), "by": "newcomer"}),
    proof("mfa_login_webauthn", "/sign-in/", {}, "Sign in with a passkey", leads="home:people"),
    Effect(**{**vars(SIGN_OUT), "by": "newcomer"}),
    proof(
        "account_login",
        "/sign-in/",
        {"login": "{email}", "password": FIRST},
        "Sign in",
        leads="mfa_authenticate",
    ),
    proof("mfa_authenticate", "", {}, "Use my passkey", leads="home:people"),
    proof(
        "mfa_remove_webauthn",
        "/sign-in/yours/passkey/{passkey}/remove",
        {},
        "Remove it",
        stored="""SELECT count(*) FROM mfa_authenticator
            WHERE user_id = %(user)s AND type = 'webauthn'""",
        gives=[(0,)],
        leads="mfa_index",
    ),
]
