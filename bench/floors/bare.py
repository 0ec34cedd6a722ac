"""Django with nothing in it: no middleware, no apps, a pool of connections."""

import os
from urllib.parse import parse_qs, unquote, urlsplit

import django
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

# As in the product, so that no request waits for a connection.
THREADS = 12
POOL = {"min_size": 2, "max_size": 20}


def configure(urlconf: str) -> None:
    parts = urlsplit(os.environ["FLOOR_DATABASE_URL"])
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    settings.configure(
        SECRET_KEY="a floor signs nothing",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=urlconf,
        USE_TZ=True,
        MIDDLEWARE=[],
        INSTALLED_APPS=[],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": parts.path.lstrip("/"),
                "USER": unquote(parts.username or ""),
                "HOST": options["host"],
                "OPTIONS": {"pool": POOL},
            }
        },
    )
    django.setup()


def in_threads() -> WSGIMiddleware:
    return WSGIMiddleware(get_wsgi_application(), workers=THREADS)  # type: ignore[arg-type]
