"""What each of several serving processes is forked from. It makes everything ready once: one that
takes the place of another is there at once, and all share the memory of what they are made of."""

import os
import signal
from typing import cast

from django.conf import settings
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils import translation

import tandem.config.asgi
import tandem.config.serve  # noqa: F401
from tandem.instruments import loader

LEAVE = (signal.SIGTERM, signal.SIGHUP)


def _warm() -> None:
    """What the first pages of a process would otherwise make."""
    pages = cast(Jinja2, engines["jinja2"]).env
    for name in pages.list_templates():
        pages.get_template(name)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            pass  # its words are read
    for name in {name for name, _version in loader.names()}:
        loader.newest(name)


def _leave_when_told() -> None:
    for each in LEAVE:
        signal.signal(each, signal.SIG_DFL)


_warm()
# Who stops all processes of a service at once must not end the one that tells the launcher when
# each of the others has ended. It leaves after them.
for each in LEAVE:
    signal.signal(each, signal.SIG_IGN)
os.register_at_fork(after_in_child=_leave_when_told)
