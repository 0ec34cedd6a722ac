import uuid

from django.db import models
from django.db.models import Q

from tandem.people.models import Person, Team, User
from tandem.preparation.models import OneDevice
from tandem.privacy.fate import LINK, LISTED, MECHANISM, ORDER, SECRET, fates


class OwnPage(models.Model):
    """One spell in which a person has a page of their own: from a sitting in which it was switched
    on until somebody switches it off."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="own_pages")
    # Who sat with the person.
    worker = models.ForeignKey(User, models.PROTECT, related_name="+")
    on_at = models.DateTimeField()
    off_at = models.DateTimeField(null=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (off_at)")
    FATES = fates(
        mechanism=(MECHANISM, "id"),
        link=(LINK, "person worker"),
        when=(ORDER, "on_at off_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("person", condition=Q(off_at=None), name="one_own_page")
        ]


class Device(OneDevice):
    """A device on which an own page may be opened. It has no name: nothing of the device is kept,
    only the day on which it opened the link."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(OwnPage, models.PROTECT, related_name="devices")
    # When the PIN was last given; after a time it is asked for even on a page in use.
    unlocked_at = models.DateTimeField(null=True)
    # In place of the PIN, where the person added one: its id and public key.
    passkey = models.BinaryField(null=True)

    WEB_MAY = (
        "SELECT",
        "INSERT",
        "UPDATE (secret_hash, pin_hash, pin_misses, pin_missed_at, opened_at, active_at,"
        " unlocked_at, ended_at, passkey)",
    )
    FATES = fates(
        mechanism=(MECHANISM, "id pin_misses pin_missed_at active_at unlocked_at"),
        link=(LINK, "page"),
        secret=(SECRET, "token_hash secret_hash pin_hash passkey"),
        when=(ORDER, "made_at opened_at ended_at"),
    )


class TalkSoon(models.Model):
    """ "I need to talk soon": by whom it is answered, and by when, is told at once."""

    # The act that asked.
    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # How the person can be reached, in their words.
    reach = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True, max_length=1000)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (answered_at, answered_by_id, answer)")
    FATES = fates(
        mechanism=(MECHANISM, "id"),
        link=(LINK, "person answered_by"),
        asked=(LISTED, "reach asked_at due_at answered_at answer"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", condition=Q(answered_at=None), name="talk_soon_waits_once"
            )
        ]


class Cover(models.Model):
    """Who answers in a team when a worker cannot."""

    team = models.OneToOneField(Team, models.PROTECT, related_name="cover")
    user = models.ForeignKey(User, models.PROTECT, related_name="covers")

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (user_id)")
    FATES = fates(mechanism=(MECHANISM, "id team user"))
