import uuid

from django.db import models
from django.db.models import Q

from tandem.people.models import Person, User
from tandem.privacy.fate import LINK, MECHANISM, ORDER, PRIVATE, SECRET, fates


class OneDevice(models.Model):
    """What a link opens, once, on one device: afterwards the device is known by a secret and its
    holder by a PIN. All three are kept as digests only."""

    token_hash = models.CharField(max_length=64, unique=True)
    secret_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001
    pin_hash = models.CharField(max_length=200, blank=True)
    pin_misses = models.PositiveSmallIntegerField(default=0)
    pin_missed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    active_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Preparation(OneDevice):
    """What a person writes alone before a meeting, on the one device that opened the link.

    No page of staff reads when it was opened or used, nor anything of its drafts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="preparations")
    # Who gave the link, and reads what is shared.
    worker = models.ForeignKey(User, models.PROTECT, related_name="preparations")
    ends_on = models.DateField()
    # The questions come in Easy Read, where they have it.
    is_easy = models.BooleanField(default=False)

    WEB_MAY = (
        "SELECT",
        "INSERT",
        "UPDATE (secret_hash, pin_hash, pin_misses, pin_missed_at, opened_at, active_at, is_easy,"
        " ended_at)",
    )
    FATES = fates(
        mechanism=(MECHANISM, "id pin_misses pin_missed_at active_at is_easy"),
        link=(LINK, "person worker"),
        secret=(SECRET, "token_hash secret_hash pin_hash"),
        given=(ORDER, "made_at ends_on ended_at"),
        private=(PRIVATE, "opened_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", condition=Q(ended_at=None), name="one_preparation_at_a_time"
            )
        ]


class Draft(models.Model):
    """One answer of a preparation. It is the person's alone: what is shared is added to the log,
    and every draft is deleted when its preparation ends."""

    preparation = models.ForeignKey(Preparation, models.CASCADE, related_name="drafts")
    about = models.CharField(max_length=120)
    value = models.JSONField()
    language = models.CharField(max_length=2)
    written_at = models.DateTimeField()
    # The id of the act that writes it to the log, so that sharing it twice shares it once.
    act = models.UUIDField()
    shared_at = models.DateTimeField(null=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (shared_at)", "DELETE")
    FATES = fates(
        mechanism=(MECHANISM, "id act"),
        link=(LINK, "preparation"),
        private=(PRIVATE, "about value language written_at shared_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("preparation", "about", name="one_draft_of_an_answer")
        ]
