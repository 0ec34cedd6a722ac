from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from tandem.instruments.models import Release
from tandem.people.models import Person, User
from tandem.privacy.fate import DONE, LINK, MECHANISM, SAID, SEEN, fates


class Party(models.TextChoices):
    """Whose voice it is."""

    PERSON = "person"
    WORKER = "worker"
    BOTH = "both"


class Kind(models.TextChoices):
    """What sort of thing was said. A kind never changes its meaning."""

    ANSWER = "answer"  # a mark, a choice or words on an item
    PASS = "pass"  # not answering today  # noqa: S105
    DIFFER = "differ"  # "I see this differently", on anything
    PROMPT = "prompt"  # one of the prompts before the sitting
    PICK = "pick"  # which areas to talk about, which to work on first
    TALK = "talk"  # one step of the guided talk about a difference
    SETTLE = "settle"  # where a talk ended
    GOAL = "goal"  # a goal's words or state
    STEP = "step"  # a step's words, day or state
    AGREE = "agree"  # what a party says to a goal's exact words
    OBSTACLE = "obstacle"  # what is in the way, what was done about it, what came of that
    ASK = "ask"  # what the person asks of the worker, and the answer to it
    NOTE = "note"  # what the plan holds beside goals and steps: `about` says what
    CARRY = "carry"  # from here on a sheet asks by a newer version, or stays on its own


class Thread(models.Model):
    """One person's standing sheet for one instrument, or their plan. Numbers count per thread."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="threads")
    kind = models.CharField(max_length=10, choices=[("sheet", "sheet"), ("plan", "plan")])
    # What it was opened on, which the chain proves; and what it was carried over to since.
    release = models.ForeignKey(Release, models.PROTECT, null=True)
    stands_on = models.ForeignKey(Release, models.PROTECT, null=True, related_name="+")
    head = models.PositiveIntegerField(default=0)
    head_digest = models.BinaryField(default=bytes)
    opened_at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (head, head_digest, stands_on_id)")
    FATES = fates(
        seen=(SEEN, "id"),
        mechanism=(MECHANISM, "kind release stands_on head head_digest opened_at"),
        link=(LINK, "person"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", "release", condition=Q(kind="sheet"), name="one_sheet_per_release"
            ),
            models.UniqueConstraint("person", condition=Q(kind="plan"), name="one_plan"),
        ]

    @property
    def release_now(self) -> str:
        """The digest of the version by which a sheet asks."""
        return self.stands_on_id or self.release_id or ""


class Entry(models.Model):
    """One thing that one party said, at one place in its thread. Added, never changed.

    What was said stands in `Saying`; here is only a salted commitment to it, so that words can be
    erased where the law asks it while the chain still proves that nothing else was touched.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    about = models.CharField(max_length=160)
    party = models.CharField(max_length=10, choices=Party)
    # The sitting it was said in (a bare id: sittings stand above voices).
    sitting = models.UUIDField(null=True)
    # Whose sign-in or device carried it, and whose hands typed it.
    author = models.ForeignKey(User, models.PROTECT, null=True)
    device = models.CharField(max_length=64)
    typed_by = models.CharField(max_length=10, choices=Party)
    # "each_first": it was made before the other party's could be seen.
    way = models.CharField(max_length=10, blank=True, default="", db_default="")
    # Who spoke for the party, such as "an interpreter"; empty where they spoke themselves.
    voiced_by = models.CharField(max_length=40, blank=True, default="", db_default="")
    # Where it is from ("saw", "letter"); empty where the party that speaks is the source.
    source = models.CharField(max_length=10, blank=True, default="", db_default="")
    language = models.CharField(max_length=2)
    # The newest number that stood on the writer's screen: who had seen what when it was said.
    seen = models.PositiveIntegerField()
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    commitment = models.BinaryField()
    previous = models.BinaryField()
    digest = models.BinaryField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        seen=(SEEN, "id"),
        mechanism=(MECHANISM, "thread seq seen commitment previous digest"),
        said=(
            DONE,
            "kind about party typed_by way voiced_by source language happened_on recorded_at",
        ),
        link=(LINK, "sitting author device"),
    )

    class Meta:
        constraints = [models.UniqueConstraint("thread", "seq", name="entry_number_once")]
        indexes = [
            models.Index(fields=["thread", "about", "party", "-seq"], name="entry_latest"),
            models.Index(fields=["sitting"], name="entry_sitting"),
            models.Index(fields=["thread"], name="entry_differs", condition=Q(kind="differ")),
            models.Index(fields=["thread"], name="entry_settles", condition=Q(kind="settle")),
        ]


class Saying(models.Model):
    """What an entry says, with the salt of its commitment. Destroyed by lawful erasure only."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True)
    salt = models.BinaryField()
    value = models.JSONField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(mechanism=(MECHANISM, "entry salt"), said=(SAID, "value"))


class Act(models.Model):
    """An act by the id that the acting device gave it. A repeat is counted here, and only here."""

    id = models.UUIDField(primary_key=True)
    digest = models.BinaryField()
    entry = models.ForeignKey(Entry, models.PROTECT)
    seen = models.PositiveIntegerField(default=1)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (seen)")
    FATES = fates(mechanism=(MECHANISM, "id digest entry seen"))


class Seal(models.Model):
    """One day's root over all threads: who keeps it elsewhere can tell later whether any of what
    was said until then was changed. Added, never changed."""

    number = models.PositiveIntegerField(primary_key=True)
    day = models.DateField(unique=True)
    made_at = models.DateTimeField()
    # How many threads grew since the seal before.
    threads = models.PositiveIntegerField()
    previous = models.BinaryField()
    root = models.BinaryField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(mechanism=(MECHANISM, "number day made_at threads previous root"))


class Sealed(models.Model):
    """Where a thread stood at the seal that first covers its number. Ids and numbers stand bare: no
    key of the database guards them, the roots do."""

    seal = models.PositiveIntegerField()
    thread = models.UUIDField()
    head = models.PositiveIntegerField()
    digest = models.BinaryField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(mechanism=(MECHANISM, "id seal thread head digest"))

    class Meta:
        constraints = [models.UniqueConstraint("thread", "head", name="sealed_once")]
