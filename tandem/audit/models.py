from django.db import models

from tandem.privacy.fate import LINK, MECHANISM, STAFF, fates


class Verb(models.TextChoices):
    """The six verbs that the law names for logs of processing."""

    COLLECT = "collect"
    ALTER = "alter"
    CONSULT = "consult"
    DISCLOSE = "disclose"
    COMBINE = "combine"
    ERASE = "erase"


class Event(models.Model):
    """Who did what to whose record, when. Holds bare ids and field names, never content.

    The table is partitioned by month; rows are added, never changed.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=10, choices=Verb)
    person = models.UUIDField(null=True)
    user = models.UUIDField(null=True)
    device = models.CharField(max_length=64)
    # The place (a URL's name) or the action, and what of the record it was about.
    place = models.CharField(max_length=80)
    what = models.CharField(max_length=200, blank=True)
    recipient = models.CharField(max_length=200, blank=True)

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        mechanism=(MECHANISM, "id at verb place what recipient"),
        link=(LINK, "person"),
        who=(STAFF, "user device"),
    )

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="event_person")]
