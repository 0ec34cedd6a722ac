"""All settings, from the environment only; what is missing or wrong stops the start."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from tandem.config.commit import Lasting

ROOT = Path(__file__).resolve().parents[2]
STATE = Path(os.environ.get("TANDEM_STATE", ROOT / ".tandem")).resolve()


def secret_key() -> str:
    """The launcher makes this file once per data folder; tests bring their own."""
    if key := os.environ.get("TANDEM_SECRET_KEY"):
        return key
    try:
        return (STATE / "secret-key").read_text("ascii").strip()
    except FileNotFoundError:
        raise ImproperlyConfigured(
            f"There is no secret-key in {STATE}. Start Tandem with ./dev run or `tandem serve`."
        ) from None


def database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("TANDEM_DATABASE_URL must start with postgresql://")
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": options.pop("port", "") or str(parts.port or ""),
        "ATOMIC_REQUESTS": True,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **options,
            "pool": {
                "min_size": 1,
                "max_size": 20,
                "timeout": 10,
                # Tries to connect are spaced ever wider; after this long the next request starts
                # anew, so that a database that is back is found at once.
                "reconnect_timeout": 2,
                "connection_class": Lasting,
            },
            # What is asked often is parsed and planned once for each connection.
            "server_side_binding": True,
            "prepare_threshold": 3,
            # A request that waits longer than this for a lock says so instead of hanging.
            "options": "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s",
        },
        # The address of test databases differs by process only in its name.
        "TEST": {"NAME": f"test_{unquote(parts.path.lstrip('/'))}"},
    }


SECRET_KEY = secret_key()
# Those in use before, the newest first: what was signed or sealed with them is still opened.
SECRET_KEY_FALLBACKS = os.environ.get("TANDEM_OLD_SECRET_KEYS", "").split()
DEBUG = False
IS_DEMO = os.environ.get("TANDEM_DEMO") == "1"
PUBLIC_URL = os.environ.get("TANDEM_PUBLIC_URL", "")
IS_SECURE = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
if PUBLIC_URL:
    if not IS_SECURE:
        raise ImproperlyConfigured("TANDEM_PUBLIC_URL must start with https://")
    ALLOWED_HOSTS.append(urlsplit(PUBLIC_URL).hostname or "")
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL.rstrip("/")]

DATABASES = {"default": database(os.environ.get("TANDEM_DATABASE_URL", "postgresql:///tandem"))}
LISTEN_URL = os.environ.get("TANDEM_LISTEN_URL") or os.environ.get("TANDEM_DATABASE_URL", "")
WEB_ROLE = os.environ.get("TANDEM_WEB_ROLE", "tandem_web")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Shared by all processes, so that a limit on tries is one limit.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Room for more counts of tries than an attacker can make before they run out.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

INSTALLED_APPS = [
    "tandem.home",
    "tandem.insight",
    "tandem.glances",
    "tandem.own_page",
    "tandem.fund",
    "tandem.plans",
    "tandem.preparation",
    "tandem.assessments",
    "tandem.sittings",
    "tandem.voices",
    "tandem.people",
    "tandem.levels",
    "tandem.restricted",
    "tandem.live",
    "tandem.audit",
    "tandem.documents",
    "tandem.privacy",
    "tandem.ui",
    "tandem.instruments",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tandem.privacy.headers.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pads each answer by chance, so that its length tells nothing of what a page holds.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tandem.ui.language.page_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tandem.people.signed_in.signed_in",
    "tandem.sittings.gate.gate",
    "tandem.audit.guard.guard",
    "tandem.ui.refusals.refusals",
]

ROOT_URLCONF = "tandem.config.urls"
WSGI_APPLICATION = "tandem.config.asgi.wsgi"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [
            ROOT / "tandem" / app / "templates"
            for app in (
                "ui",
                "people",
                "levels",
                "restricted",
                "sittings",
                "assessments",
                "plans",
                "fund",
                "preparation",
                "own_page",
                "home",
                "insight",
                "live",
            )
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "tandem.ui.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "tandem.home.frame.frame",
            ],
        },
    },
    # Only for the mails and odd corners of libraries; no page of ours is rendered by it.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# Language is a property of the device; each entry stores its own.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("cy", _("Welsh"))]
LANGUAGE_COOKIE_NAME = "tandem_language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = IS_SECURE
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True

# Sign-in
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["tandem.people.signed_in.SignedIn"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "tandem.people.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "tandem.people.passwords.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:people"
ACCOUNT_ADAPTER = "tandem.people.adapter.SignIn"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; the library checks this line
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "tandem.people.forms.signin.SignInForm",
    "reauthenticate": "tandem.people.forms.signin.PasswordAgainForm",
}
# One network is a whole office, so it may try more often than one account. IPv6 counts by /64.
ACCOUNT_RATE_LIMITS = {
    "login": "120/5m/ip",
    "login_failed": "50/5m/ip,10/5m/key",
    "everyone": "600/5m/key",
    "reauthenticate": "10/5m/user",
}
MFA_ADAPTER = "tandem.people.adapter.SecondProof"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an invitation is handed over, so no address is ever verified
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Tandem"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "tandem.people.forms.signin.CodeForm",
    "authenticate_webauthn": "tandem.people.forms.signin.PasskeyForm",
    "login_webauthn": "tandem.people.forms.signin.PasskeySignInForm",
    "reauthenticate": "tandem.people.forms.signin.CodeAgainForm",
    "reauthenticate_webauthn": "tandem.people.forms.signin.PasskeyAgainForm",
    "activate_totp": "tandem.people.forms.signin.FirstCodeForm",
    "add_webauthn": "tandem.people.forms.signin.NewPasskeyForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "120/5m/ip"}
SIGN_IN_IDLE_SECONDS = 60 * 60
SESSION_ENGINE = "tandem.people.sessions"
SESSION_COOKIE_NAME = "__Host-tandem" if IS_SECURE else "tandem"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-tandem-csrf" if IS_SECURE else "tandem_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tandem.ui.views.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Files that pages need; built by tandem.config.assets, never fetched at run time.
STATIC_URL = "static/"
BUILD = Path(os.environ.get("TANDEM_BUILD", ROOT / "build"))
STATIC_ROOT = BUILD / "static"
STATICFILES_DIRS = [path for path in [BUILD / "assets"] if path.exists()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tandem.ui.static_files.Collected"},
}
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
PRINT_FONTS = BUILD / "print-fonts"

# Headers
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if IS_SECURE:
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Limits
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "tandem.privacy.logs.Wordless",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
        "bare": {"format": "%(message)s"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "events": {"class": "logging.StreamHandler", "formatter": "bare"},
    },
    # One JSON object a line: who signed in, who failed, what changed; see people/signin_log.py.
    "loggers": {
        "tandem.signin": {"handlers": ["events"], "level": "INFO", "propagate": False},
        # Addresses can hold a one-time token: what was not found is not written down.
        "django.request": {"level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
