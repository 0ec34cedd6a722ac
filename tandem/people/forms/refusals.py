"""A rule's no, as the form's own error: what was typed stays on the page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import Form

from tandem.lib.refused import Refused
from tandem.people.actions.acts import SentBefore
from tandem.people.forms.acts import ActForm


@contextmanager
def refusals_into(form: Form) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        if isinstance(refused, SentBefore) and isinstance(form, ActForm):
            form.renew()
        form.add_error(None, refused.sentence)
