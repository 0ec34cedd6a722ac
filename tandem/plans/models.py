from __future__ import annotations

import uuid

from django.db import models

from tandem.people.models import Episode, Team, User
from tandem.privacy.fate import COACHED, DONE, LINK, MECHANISM, SAID, SEEN, fates
from tandem.voices.models import Entry, Party, Thread


class Goal(models.Model):
    """A goal in the person's words. Each change of the words is an entry of the plan's thread;
    the row holds the newest, so that what is due can be asked of the table."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="goals")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=1000)
    language = models.CharField(max_length=2)
    origin = models.CharField(max_length=10, choices=Party)
    state = models.CharField(
        max_length=10,
        default="active",
        choices=[
            ("active", "active"),
            ("paused", "paused"),
            ("done", "done"),
            ("let_go", "let_go"),
        ],
    )
    # Why it is paused or was let go, where that was said.
    why = models.TextField(max_length=1000, default="", db_default="")
    # What of an order it is there for, where it has to happen; whose words it is in is `origin`.
    requirement = models.ForeignKey("Requirement", models.PROTECT, null=True, related_name="goals")
    # By when it is to be reached.
    due_on = models.DateField(null=True)
    is_later = models.BooleanField(default=False, db_default=False)
    # Its place among the others; those of one place stand in the order of their numbers.
    place = models.PositiveSmallIntegerField(default=0, db_default=0)
    made_at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE")
    FATES = fates(
        seen=(SEEN, "id"),
        mechanism=(MECHANISM, "thread number place language made_at"),
        said=(SAID, "words why"),
        done=(DONE, "origin state due_on is_later"),
        link=(LINK, "requirement"),
    )

    class Meta:
        constraints = [models.UniqueConstraint("thread", "number", name="goal_number_once")]


class GoalReason(models.Model):
    """What a goal comes from, gives or keeps safe: an entry, and the item that it is about."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="reasons")
    about = models.CharField(max_length=120)
    entry = models.ForeignKey(Entry, models.PROTECT)
    role = models.CharField(
        max_length=10,
        default="from",
        db_default="from",
        choices=[("from", "from"), ("gives", "gives"), ("protects", "protects")],
    )

    WEB_MAY = ("SELECT", "INSERT", "DELETE")
    FATES = fates(mechanism=(MECHANISM, "id"), link=(LINK, "goal about entry role"))

    class Meta:
        constraints = [
            models.UniqueConstraint("goal", "about", "role", name="goal_reason_once_each")
        ]


class Step(models.Model):
    """Who does what by when. The worker's promises are steps too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=1000)
    language = models.CharField(max_length=2)
    who = models.CharField(
        max_length=10,
        choices=[
            ("person", "person"),
            ("worker", "worker"),
            ("colleague", "colleague"),
            ("service", "service"),
            ("family", "family"),
            ("mentor", "mentor"),
        ],
    )
    # What somebody is called who is neither of the two.
    who_name = models.CharField(max_length=100, default="", db_default="")
    worker = models.ForeignKey(User, models.PROTECT, null=True)
    due_on = models.DateField(null=True)
    state = models.CharField(
        max_length=10,
        default="to_do",
        choices=[("to_do", "to_do"), ("doing", "doing"), ("done", "done"), ("dropped", "dropped")],
    )
    # What is in the way of a step that is not done; it is stuck until this is taken away.
    stuck = models.TextField(max_length=1000, default="", db_default="")
    made_at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE")
    FATES = fates(
        seen=(SEEN, "id"),
        mechanism=(MECHANISM, "goal number language made_at"),
        said=(SAID, "words stuck"),
        done=(DONE, "who who_name due_on state"),
        link=(LINK, "worker"),
    )

    class Meta:
        constraints = [models.UniqueConstraint("goal", "number", name="step_number_once")]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=models.Q(state__in=["to_do", "doing"]),
                name="step_due",
            )
        ]


class Requirement(models.Model):
    """One thing that an order or licence asks for, as it was written down from it. Never changed:
    when and in which order it is done is said in the plan's thread; it ends by `RequirementEnd`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    episode = models.ForeignKey(Episode, models.PROTECT, related_name="requirements")
    # A key of `requirements.toml`.
    kind = models.CharField(max_length=20)
    words = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=2)
    amount = models.PositiveSmallIntegerField(null=True)
    unit = models.CharField(
        max_length=5, blank=True, choices=[("hours", "hours"), ("days", "days")]
    )
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    choice = models.CharField(
        max_length=10,
        choices=[("required", "required"), ("negotiable", "negotiable"), ("free", "free")],
    )
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, models.PROTECT)

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        seen=(SEEN, "id"),
        mechanism=(MECHANISM, "language made_at"),
        told=(DONE, "kind words amount unit starts_on ends_on choice"),
        link=(LINK, "episode made_by"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="requirement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(amount=None, unit="")
                | (models.Q(amount__gt=0) & ~models.Q(unit="")),
                name="requirement_counts_something",
            ),
        ]


class RequirementEnd(models.Model):
    """It is asked no more: what a court or a licence said, or that it was written down wrong."""

    requirement = models.OneToOneField(
        Requirement, models.PROTECT, primary_key=True, related_name="end"
    )
    how = models.CharField(
        max_length=10,
        choices=[
            ("done", "done"),
            ("revoked", "revoked"),
            ("varied", "varied"),
            ("mistake", "mistake"),
        ],
    )
    on = models.DateField()
    why = models.TextField(max_length=1000)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        mechanism=(MECHANISM, "requirement at"), told=(DONE, "how on why"), link=(LINK, "by")
    )


class SeenByCoach(models.Model):
    """Who coaches the worker has seen a line of "Not the usual way", with a word back or without.
    Added, never changed; it stands at the desk only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.OneToOneField(Entry, models.PROTECT, related_name="seen_by_coach")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        mechanism=(MECHANISM, "id"), link=(LINK, "line by"), coached=(COACHED, "words at")
    )


class Example(models.Model):
    """A line of "Not the usual way" told anew by who coaches, for those who work in their team and
    without a word that tells who it is about; or taken back, then it is not offered. What is
    changed is a next row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(Entry, models.PROTECT, related_name="examples")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    is_offered = models.BooleanField()
    # An area of the whole-life sheet.
    area = models.CharField(max_length=20, blank=True)
    decided = models.TextField(max_length=1000, blank=True)
    why = models.TextField(max_length=1000, blank=True)
    came = models.TextField(max_length=1000, blank=True)
    advice = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=2)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        mechanism=(MECHANISM, "id team number is_offered language"),
        link=(LINK, "line by"),
        coached=(COACHED, "area decided why came advice at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("line", "team", "number", name="example_number_once")
        ]
