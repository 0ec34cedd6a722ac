"""Levels of risk that others worked out: imported, dated, and never one of the two voices."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tandem.people.models import Person, User
from tandem.privacy.fate import DONE, LINK, MECHANISM, ORDER, SEEN, fates


class Predicts(models.TextChoices):
    """What a level is about."""

    ANY = "any", _("Any new crime")
    VIOLENCE = "violence", _("New violent crime")
    CONTACT = "contact", _("New sexual crime against someone")
    PICTURES = "pictures", _("New sexual crime with pictures")
    HARM = "harm", _("Someone badly hurt")


class Step(models.TextChoices):
    LOW = "low", pgettext_lazy("level", "Low")
    MEDIUM = "medium", pgettext_lazy("level", "Medium")
    HIGH = "high", pgettext_lazy("level", "High")
    VERY_HIGH = "very_high", pgettext_lazy("level", "Very high")


class Level(models.Model):
    """What one tool said about a person on one day, as it was told to us. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="levels")
    predicts = models.CharField(max_length=10, choices=Predicts)
    # Static: from what cannot change, such as age and past convictions. Dynamic: from what can.
    made_of = models.CharField(
        max_length=10, blank=True, choices=[("static", "static"), ("dynamic", "dynamic")]
    )
    tool = models.CharField(max_length=100)
    version = models.CharField(max_length=40)
    step = models.CharField(max_length=10, blank=True, choices=Step)
    # Out of 100 people like them, how many, and within how many months.
    out_of_100 = models.PositiveSmallIntegerField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=200)
    worked_out_on = models.DateField()
    good_until = models.DateField()
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(User, models.PROTECT, null=True)

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        seen=(SEEN, "id"),
        mechanism=(MECHANISM, "brought_at"),
        link=(LINK, "person brought_by"),
        told=(
            DONE,
            "predicts made_of tool version step out_of_100 months source worked_out_on good_until",
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "person", "predicts", "made_of", "tool", "version", "step", "out_of_100",
                    "months", "source", "worked_out_on", "good_until",
                ],
                nulls_distinct=False,
                name="level_once",
            ),
            models.CheckConstraint(
                condition=Q(out_of_100__isnull=False, out_of_100__lte=100)
                | (Q(out_of_100=None) & ~Q(step="")),
                name="level_says_something",
            ),
            models.CheckConstraint(
                condition=Q(good_until__gte=F("worked_out_on")), name="level_ends_after_it_starts"
            ),
        ]  # fmt: skip


class TakenOff(models.Model):
    """A level that was wrong, such as another person's: kept, and shown no more."""

    level = models.OneToOneField(Level, models.PROTECT, primary_key=True, related_name="taken_off")
    by = models.ForeignKey(User, models.PROTECT)
    why = models.CharField(max_length=300)
    at = models.DateTimeField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(mechanism=(MECHANISM, "level at"), link=(LINK, "by"), why=(ORDER, "why"))
