from django.db import models

from tandem.privacy.fate import MECHANISM, fates

LONGEST_NAME = 60
# The instrument that every person has a sheet of; the others are short checks beside it.
HOME = "whole-life"


class Release(models.Model):
    """A released instrument, frozen: its digest is its name for ever. Those that come with Tandem
    and those that an organisation brought in stand in one table."""

    digest = models.CharField(primary_key=True, max_length=64)
    name = models.CharField(max_length=LONGEST_NAME)
    version = models.PositiveIntegerField()
    # The whole content, so that a sheet stays on its release whatever files are shipped later.
    body = models.TextField()
    is_shipped = models.BooleanField(default=True)
    released_at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(mechanism=(MECHANISM, "digest name version body is_shipped released_at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "name", "version", condition=models.Q(is_shipped=True), name="release_once"
            )
        ]
