from django.db import models

from tandem.privacy.fate import MECHANISM, fates


class Release(models.Model):
    """A released instrument, frozen: its digest is its name for ever."""

    digest = models.CharField(primary_key=True, max_length=64)
    name = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    # The whole content, so that a sheet stays on its release whatever files are shipped later.
    body = models.TextField()
    released_at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT",)
    FATES = fates(mechanism=(MECHANISM, "digest name version body released_at"))

    class Meta:
        constraints = [models.UniqueConstraint("name", "version", name="release_once")]
