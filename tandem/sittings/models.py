from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tandem.people.models import Mode, Person, User
from tandem.privacy.fate import DONE, LINK, LISTED, MECHANISM, SECRET, SEEN, fates


class Held(models.TextChoices):
    """How a sitting was held."""

    SIDE_BY_SIDE = "side", _("Side by side, one screen")
    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video")
    PAPER = "paper", _("On paper, typed in later")
    OFFLINE = "offline", _("Begun without a network")


class Sitting(models.Model):
    """A person and a worker, live together over the person's sheet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="sittings")
    worker = models.ForeignKey(User, models.PROTECT, related_name="sittings")
    mode = models.CharField(max_length=10, choices=Mode)
    held = models.CharField(max_length=10, choices=Held)
    held_on = models.DateField()
    started_at = models.DateTimeField()
    # The person's own tap that they can see the screen.
    screen_seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Who has the keyboard on the shared screen.
    typing = models.CharField(
        max_length=10, default="worker", choices=[("person", "person"), ("worker", "worker")]
    )
    # Whose turn it is, while a second device is in the room; "" without one.
    turn = models.CharField(
        max_length=10, blank=True, default="", choices=[("person", "person"), ("worker", "worker")]
    )
    # Together mode: the sign-in that this sitting locks (a digest of its key), while it does.
    # None, not "": a unique index over all rows serves every plan of the question that each page
    # asks first; one over some rows only served those plans that knew the value.
    locked_sign_in = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001
    pin_hash = models.CharField(max_length=200, blank=True)
    # When one of its screens was last used; a joined device is let go when nobody is there.
    active_at = models.DateTimeField(default=timezone.now)
    # The person asked for bigger words, for Easy Read, for the pages to be read out.
    is_bigger = models.BooleanField(default=False)
    is_easy = models.BooleanField(default=False)
    is_read_out = models.BooleanField(default=False)
    # Who may speak for the person, such as "an interpreter"; and whether they speak now.
    voiced_by = models.CharField(max_length=40, blank=True)
    is_voiced = models.BooleanField(default=False)
    pin_misses = models.PositiveSmallIntegerField(default=0)
    pin_missed_at = models.DateTimeField(null=True)
    is_covered = models.BooleanField(default=False)
    # The page that the worker handed over, until the worker unlocks: "" | "agree" | "after" | "own"
    # | "lend/<request>" | "fair/<talk>" | "talk/<item>/<talk>/<step>"; the last two after
    # "check/<name>/" where they are a short check's. Each of them looks here before it opens.
    handed = models.CharField(max_length=200, blank=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE")
    FATES = fates(
        seen=(SEEN, "id"),
        mechanism=(
            MECHANISM,
            "typing turn active_at is_bigger is_easy is_read_out is_covered handed is_voiced"
            " pin_misses pin_missed_at",
        ),
        link=(LINK, "person worker"),
        done=(DONE, "mode held screen_seen_at ended_at voiced_by"),
        listed=(LISTED, "held_on started_at"),
        secret=(SECRET, "locked_sign_in pin_hash"),
    )

    class Meta:
        indexes = [models.Index(fields=["person", "-started_at"], name="sitting_person")]


class JoinCode(models.Model):
    """A way in for a second device: once, for ten minutes, for one sitting."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="join_codes")
    # What is typed (8 of 32 letters) and what is scanned (128 bits), both only as digests.
    # The first two letters say which codes a wrong guess counts against.
    start = models.CharField(max_length=2, db_index=True)
    code_hash = models.CharField(max_length=64, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    misses = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (misses, used_at)")
    FATES = fates(
        mechanism=(MECHANISM, "id made_at expires_at misses used_at"),
        link=(LINK, "sitting"),
        secret=(SECRET, "start code_hash token_hash"),
    )


class Guest(models.Model):
    """A second device that acts as the person, in one sitting, while it lasts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="guests")
    secret_hash = models.CharField(max_length=64, unique=True)
    # Shown on both screens; the worker says whether they match.
    word = models.CharField(max_length=20)
    joined_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (confirmed_at, ended_at)")
    FATES = fates(
        seen=(SEEN, "id word"),
        mechanism=(MECHANISM, "joined_at confirmed_at ended_at"),
        link=(LINK, "sitting"),
        secret=(SECRET, "secret_hash"),
    )
