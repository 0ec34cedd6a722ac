"""One row for each person: what a list of people shows of them, and orders them by.

The database keeps these rows itself, in the transaction of whatever changed (see the first
migration), so that a list of 25 reads 25 rows however many people there are. The running product
may only read them. Of names only the keys stand here by which lists are sorted and searched, so
that whoever looks for one of their own people reads no others.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least

from tandem.people.models import Mode, Organisation, Person, Team, User
from tandem.privacy.fate import IDENTITY, LINK, LISTED, MECHANISM, ORDER, fates

DUE, REST = Q(due_on__isnull=False), Q(due_on=None)


def _listed(name: str, when: Q, *fields: str) -> models.Index:
    return models.Index(fields=fields, condition=when & Q(is_practice=False), name=name)


def _owner(to: type[models.Model], *, null: bool = False) -> models.ForeignKey[Any, Any]:
    """The database itself copies these from rows whose own it checks."""
    return models.ForeignKey(to, models.PROTECT, null=null, db_index=False, db_constraint=False)


class Glance(models.Model):
    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="glance")
    # Where they are now: the allocation that has not ended.
    organisation = _owner(Organisation)
    worker = _owner(User, null=True)
    team = _owner(Team, null=True)
    is_practice = models.BooleanField()
    # By a worker who is still here.
    is_supported = models.BooleanField()
    # As the person's own.
    sort = models.TextField()
    search = models.TextField()
    sounds = ArrayField(models.TextField())
    reference = models.CharField(max_length=40)
    born_on = models.DateField(null=True)
    # As the newest episode says, else as the organisation does.
    mode = models.CharField(max_length=10, choices=Mode)
    # The days of all open steps and of all ends of episodes, the earliest first.
    steps_on = ArrayField(models.DateField())
    ends_on = ArrayField(models.DateField())
    back_on = models.DateField(null=True)
    due_on = models.GeneratedField(
        expression=Least(F("steps_on__0"), F("back_on")),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    seen_on = models.DateField(null=True)
    differences = models.PositiveIntegerField()
    # Every active goal has the person's "yes" to the very words that stand now.
    is_agreed = models.BooleanField()

    WEB_MAY = ("SELECT",)
    FATES = fates(
        link=(LINK, "person worker team"),
        mechanism=(MECHANISM, "organisation is_practice is_supported"),
        identity=(IDENTITY, "sort search sounds reference born_on"),
        order=(ORDER, "mode ends_on"),
        listed=(LISTED, "steps_on back_on due_on seen_on differences is_agreed"),
    )

    class Meta:
        indexes = [
            *(
                index
                for owner in ("worker", "team", "organisation")
                for index in (
                    _listed(f"glance_{owner}_due", DUE, owner, "due_on", "sort", "person"),
                    _listed(f"glance_{owner}_rest", REST, owner, "sort", "person"),
                    _listed(f"glance_{owner}_differ", Q(differences__gt=0), owner),
                )
            ),
            *(
                models.Index(fields=[owner, "is_practice"], name=f"glance_{owner}")
                for owner in ("worker", "team")
            ),
            _listed("glance_waits", Q(is_supported=False), "organisation", "team"),
        ]


class Ending(models.Model):
    """A day on which an episode of somebody ends, in the order in which lists show it."""

    glance = models.ForeignKey(Glance, models.CASCADE, related_name="endings", db_index=False)
    organisation = _owner(Organisation)
    worker = _owner(User, null=True)
    team = _owner(Team, null=True)
    sort = models.TextField()
    ends_on = models.DateField()

    WEB_MAY = ("SELECT",)
    FATES = fates(
        link=(LINK, "glance worker team"),
        mechanism=(MECHANISM, "id organisation"),
        identity=(IDENTITY, "sort"),
        order=(ORDER, "ends_on"),
    )

    class Meta:
        constraints = [models.UniqueConstraint("glance", "ends_on", name="an_end_once")]
        indexes = [
            models.Index(fields=[owner, "ends_on", "sort", "glance"], name=f"ending_{owner}")
            for owner in ("worker", "team", "organisation")
        ]
