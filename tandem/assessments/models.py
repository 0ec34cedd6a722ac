import uuid

from django.db import models

from tandem.assessments.practice import Skill
from tandem.instruments.models import LONGEST_NAME, Release
from tandem.people.models import Organisation, User
from tandem.privacy.fate import LINK, LISTED, MECHANISM, PRIVATE, REFLECTION, SECRET, fates
from tandem.sittings.models import Sitting
from tandem.voices.models import Entry, Thread


class SheetSummary(models.Model):
    """The counts that "My people" shows, kept with each save; always equal to the fold."""

    thread = models.OneToOneField(Thread, models.PROTECT, primary_key=True, related_name="summary")
    open_differences = models.PositiveSmallIntegerField(default=0)
    come_back_on = models.DateField(null=True)
    # What the worker owes the person an answer to, and the first day on which one is due.
    owed = models.PositiveSmallIntegerField(default=0, db_default=0)
    owed_on = models.DateField(null=True)

    WEB_MAY = (
        "SELECT",
        "INSERT",
        "UPDATE (open_differences, come_back_on, owed, owed_on)",
    )
    FATES = fates(
        mechanism=(MECHANISM, "thread"),
        listed=(LISTED, "open_differences come_back_on owed owed_on"),
    )


class FairnessTap(models.Model):
    """ "Was that talk fair?", on the person's device or a handed-over screen only.

    No page that a worker opens tells one of these, unless the person chose to let the worker see;
    what many said is added up (`rules/after.py`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitting = models.ForeignKey(Sitting, models.PROTECT)
    talk = models.ForeignKey(Entry, models.PROTECT)
    answer = models.CharField(
        max_length=10,
        choices=[("yes", "yes"), ("part", "part"), ("no", "no"), ("skip", "skip")],
    )
    worker_may_see = models.BooleanField(default=False)
    wants_someone = models.BooleanField(default=False)
    at = models.DateTimeField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        mechanism=(MECHANISM, "id at"),
        link=(LINK, "sitting talk"),
        private=(PRIVATE, "answer worker_may_see wants_someone"),
    )


class AfterToday(models.Model):
    """The person's three taps after a sitting, on their own device or a handed-over screen only.

    Workers see them added up over many people (`rules/after.py`), never one by one, unless the
    person let their worker see. The first of a sitting stands.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sitting = models.OneToOneField(Sitting, models.PROTECT)
    release = models.ForeignKey(Release, models.PROTECT)
    answers = models.JSONField()
    worker_may_see = models.BooleanField(default=False)
    at = models.DateTimeField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        mechanism=(MECHANISM, "id release at"),
        link=(LINK, "sitting"),
        private=(PRIVATE, "answers worker_may_see"),
    )


class Reflection(models.Model):
    """What a worker thinks about a talk that they led, for themselves.

    Nobody else reads it until the worker shares it with the manager of their team; no page of a
    room reads it at all. Its words are about the worker's own doing and are added, never changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worker = models.ForeignKey(User, models.PROTECT, related_name="reflections")
    talk = models.ForeignKey(Entry, models.PROTECT)
    skill = models.CharField(max_length=20, choices=Skill)
    words = models.TextField(max_length=4000)
    written_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (shared_at)")
    FATES = fates(
        mechanism=(MECHANISM, "id skill"),
        link=(LINK, "talk"),
        secret=(SECRET, "worker"),
        own=(REFLECTION, "words written_at shared_at"),
    )

    class Meta:
        indexes = [models.Index(fields=["worker", "-written_at"], name="reflection_worker")]


class OwnInstrument(models.Model):
    """An instrument that an organisation brought in. A version that is here never changes."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="instruments")
    release = models.ForeignKey(Release, models.PROTECT)
    name = models.CharField(max_length=LONGEST_NAME)
    version = models.PositiveIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(mechanism=(MECHANISM, "id organisation release name version added_at"))

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", "name", "version", name="own_instrument_once")
        ]


class Offering(models.Model):
    """From then on an organisation offers an instrument of its own in its rooms, or no longer does.
    The newest of a name stands; what has none is offered."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offerings")
    name = models.CharField(max_length=LONGEST_NAME)
    is_offered = models.BooleanField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(mechanism=(MECHANISM, "id organisation name is_offered by at"))

    class Meta:
        indexes = [models.Index(fields=["organisation", "name", "-id"], name="offering_newest")]


class Manuscript(models.Model):
    """An instrument that an organisation is writing. All its administrators write in one; nothing
    of it is asked of anyone before it is released, and then it is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="manuscripts")
    # Content as that of a release, in its order; and what was taken out of it.
    body = models.TextField()
    taken = models.TextField(default="[]")
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    WEB_MAY = (
        "SELECT",
        "INSERT",
        "UPDATE (body, taken, changed_at, changed_by_id)",
        "DELETE",
    )
    FATES = fates(
        mechanism=(MECHANISM, "id organisation body taken begun_at changed_at changed_by")
    )
