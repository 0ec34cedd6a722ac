from __future__ import annotations

import uuid

from django.db import models

from tandem.people.models import User
from tandem.privacy.fate import DONE, LINK, MECHANISM, SAID, SEEN, fates
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
        choices=[("active", "active"), ("done", "done"), ("let_go", "let_go")],
    )
    made_at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE")
    FATES = fates(
        seen=(SEEN, "id"),
        mechanism=(MECHANISM, "thread number language made_at"),
        said=(SAID, "words"),
        done=(DONE, "origin state"),
    )

    class Meta:
        constraints = [models.UniqueConstraint("thread", "number", name="goal_number_once")]


class GoalReason(models.Model):
    """What a goal comes from: the entry that was said, and the item it was said about."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="reasons")
    about = models.CharField(max_length=120)
    entry = models.ForeignKey(Entry, models.PROTECT)

    WEB_MAY = ("SELECT", "INSERT", "DELETE")
    FATES = fates(mechanism=(MECHANISM, "id"), link=(LINK, "goal about entry"))

    class Meta:
        constraints = [models.UniqueConstraint("goal", "about", name="goal_reason_once")]


class Step(models.Model):
    """Who does what by when. The worker's promises are steps too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=1000)
    language = models.CharField(max_length=2)
    who = models.CharField(max_length=10, choices=[("person", "person"), ("worker", "worker")])
    worker = models.ForeignKey(User, models.PROTECT, null=True)
    due_on = models.DateField(null=True)
    state = models.CharField(
        max_length=10,
        default="to_do",
        choices=[("to_do", "to_do"), ("doing", "doing"), ("done", "done"), ("dropped", "dropped")],
    )
    made_at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE")
    FATES = fates(
        seen=(SEEN, "id"),
        mechanism=(MECHANISM, "goal number language made_at"),
        said=(SAID, "words"),
        done=(DONE, "who due_on state"),
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
