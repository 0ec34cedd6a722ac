"""How many, never who: counts for a team, an organisation and the whole installation.

The database keeps them itself (see the first migration). What changes a person's glance appends
what it adds and takes away; every now and then these are folded into the counters. So no two acts
wait for one another over a count, and a count is read without reading a person.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tandem.people.models import Organisation, Team
from tandem.privacy.fate import MECHANISM, fates


class Measure(models.TextChoices):
    STATUTORY = "statutory"
    VOLUNTARY = "voluntary"
    AGREED = "agreed"
    DIFFERING = "differing"
    # These two by the day of the last sitting, and of the end.
    SEEN = "seen"
    ENDS = "ends"


class Counter(models.Model):
    """People of one measure; without a team those of the organisation, without either everyone."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, db_index=False)
    measure = models.CharField(max_length=20, choices=Measure)
    day = models.DateField(null=True)
    n = models.IntegerField()

    WEB_MAY = ("SELECT",)
    FATES = fates(mechanism=(MECHANISM, "id organisation team measure day n"))

    class Meta:
        constraints = [
            # All that a count is read for stands in the index: it is read without the rows.
            models.UniqueConstraint(
                fields=["organisation", "team", "day", "measure"],
                include=["n"],
                nulls_distinct=False,
                name="a_count_once",
            ),
        ]
        indexes = [
            models.Index(fields=["measure"], condition=Q(n=0), name="counter_of_nobody"),
            models.Index(
                fields=["organisation", "team"],
                include=["measure", "n"],
                condition=Q(day=None),
                name="counter_without_day",
            ),
        ]


class Delta(models.Model):
    """What an act added to a count or took from it, until it is folded in."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, db_index=False)
    measure = models.CharField(max_length=20, choices=Measure)
    day = models.DateField(null=True)
    n = models.IntegerField()

    WEB_MAY = ("SELECT",)
    FATES = fates(mechanism=(MECHANISM, "id organisation team measure day n"))


class KeptTally(models.Model):
    """How both see it, counted over everybody's sheets of an organisation, or of one of its teams,
    on one day (`rules/tallies.py`). It is taken once a month and never changed; what may be told of
    it is decided where it is read."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, db_index=False)
    on = models.DateField()
    counted = models.JSONField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(mechanism=(MECHANISM, "id organisation team on counted"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "on"], nulls_distinct=False, name="a_tally_a_day"
            )
        ]
