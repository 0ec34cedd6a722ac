"""Builders: who may read, what is kept, and a browser whose user has just proved who they are."""

import time
from datetime import timedelta
from uuid import uuid4

from allauth.account.internal.flows import login
from allauth.account.internal.userkit import user_id_to_str
from django.utils import timezone

from tandem.people.actor import Staff
from tandem.restricted import actions
from tandem.restricted.models import Compartment
from tests.page import Pages


def soon(days=30):
    return timezone.localdate() + timedelta(days=days)


def keep_note(worker, person, compartment=Compartment.VICTIM, **words):
    said = {"about": "Her sister", "words": "Zebras in Elm Road.", "source": "A call on Monday"}
    return actions.keep(
        by=Staff(worker),
        keeper=worker,
        person=person,
        compartment=compartment,
        review_on=soon(90),
        **said | words,
    )


def let_read(administrator, user, compartment=Compartment.VICTIM, **more):
    more = {"ends_on": soon()} | more
    return actions.let_read(by=Staff(administrator), user=user, compartment=compartment, **more)


def desk_of(user):
    """Their browser at the desk, signed in this minute."""
    client = Pages()
    client.force_login(user)
    session = client.session
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session.save()
    return client


def typed(**more):
    day = soon(90)
    return {
        "act": str(uuid4()),
        "compartment": "victim",
        "about": "Her sister",
        "words": "Zebras in Elm Road.",
        "source": "A call on Monday",
        "review_on_day": str(day.day),
        "review_on_month": str(day.month),
        "review_on_year": str(day.year),
    } | more
