"""What is known about others and kept from the two who sit together: in compartments, sealed."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tandem.people.models import Person, User
from tandem.privacy.fate import LINK, MECHANISM, RESTRICTED, RESTRICTED_FACT, STAFF, fates


class Compartment(models.TextChoices):
    """The sentence is shown to whoever writes, and to whoever says who may read."""

    VICTIM = "victim", _("Victim: what a victim said, where they are, what keeps them safe.")
    THIRD_PARTY = "third_party", _("Third party: what somebody else told you in confidence.")
    INTELLIGENCE = "intelligence", _("Intelligence: what the police or others have told you.")
    SAFEGUARDING = "safeguarding", _("Safeguarding: a child or an adult who may be at risk.")


class Note(models.Model):
    """One restricted note. Added, never changed; a later one corrects it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=20, choices=Compartment)
    # What it is about, the words and where they are from.
    sealed = models.BinaryField()
    review_on = models.DateField()
    kept_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        mechanism=(MECHANISM, "id kept_at corrects"),
        link=(LINK, "person kept_by"),
        words=(RESTRICTED, "sealed"),
        where=(RESTRICTED_FACT, "compartment review_on"),
    )

    class Meta:
        indexes = [models.Index(fields=["person", "compartment"], name="note_of_person")]


class Opening(models.Model):
    """Somebody read one compartment of one person, and said why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=20, choices=Compartment)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # The reason.
    sealed = models.BinaryField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        mechanism=(MECHANISM, "id at"),
        link=(LINK, "person by"),
        words=(RESTRICTED, "sealed"),
        where=(RESTRICTED_FACT, "compartment"),
    )

    class Meta:
        indexes = [models.Index(fields=["person", "compartment", "at"], name="opening_of_person")]


class Reader(models.Model):
    """A member of staff who may read one compartment until a day, of the people they reach."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=20, choices=Compartment)
    ends_on = models.DateField()
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (ended_by_id, ended_at)")
    FATES = fates(
        mechanism=(MECHANISM, "id compartment given_at ended_at"),
        who=(STAFF, "user given_by ended_by ends_on"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "user", "compartment", condition=Q(ended_at=None), name="reader_once"
            ),
            # Nobody lets themself in.
            models.CheckConstraint(condition=~Q(user=F("given_by")), name="reader_is_let_in"),
        ]
