import uuid

from django.db import models

from tandem.instruments.models import LONGEST_NAME, Release
from tandem.people.models import Organisation, User
from tandem.privacy.fate import LINK, LISTED, MECHANISM, PRIVATE, SECRET, fates
from tandem.sittings.models import Sitting
from tandem.voices.models import Entry, Thread


class SheetSummary(models.Model):
    """The counts that "My people" shows, kept with each save; always equal to the fold."""

    thread = models.OneToOneField(Thread, models.PROTECT, primary_key=True, related_name="summary")
    open_differences = models.PositiveSmallIntegerField(default=0)
    come_back_on = models.DateField(null=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (open_differences, come_back_on)")
    FATES = fates(mechanism=(MECHANISM, "thread"), listed=(LISTED, "open_differences come_back_on"))


class FairnessTap(models.Model):
    """ "Was that talk fair?", on the person's device or a handed-over screen only.

    No page that a worker opens reads this table, unless the person chose to let the worker see.
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


class InstrumentFile(models.Model):
    """A form between its dry run and its import; deleted by the import or after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(User, models.CASCADE, related_name="instrument_files")
    name = models.CharField(max_length=200)
    raw = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT", "DELETE")
    FATES = fates(mechanism=(MECHANISM, "id name raw made_at"), secret=(SECRET, "by"))
