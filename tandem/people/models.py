from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Replace, Upper
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tandem.lib.text import search_key
from tandem.privacy.fate import (
    CALLED,
    DONE,
    IDENTITY,
    LINK,
    MECHANISM,
    ORDER,
    SECRET,
    SEEN,
    STAFF,
    STAFF_CALLED,
    fates,
)


class Mode(models.TextChoices):
    STATUTORY = "statutory", _("Statutory")
    VOLUNTARY = "voluntary", _("Voluntary")


class Role(models.TextChoices):
    """A role is a sentence; the sentence is shown to whoever grants it."""

    WORKER = "worker", _("Worker: sits with the people allocated to them.")
    MANAGER = "manager", _("Manager: sees the people of their team and moves them.")
    ADMINISTRATOR = (
        "administrator",
        _("Administrator: runs teams, staff and allocations; reads no sheet."),
    )


# Working days within which a person is answered, where their organisation says nothing else.
ANSWER_WITHIN = 10


class Organisation(models.Model):
    """The controller: everything belongs to one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    mode = models.CharField(max_length=10, choices=Mode)
    # In how many working days a worker answers "I see this differently".
    answer_within = models.PositiveSmallIntegerField(
        default=ANSWER_WITHIN, db_default=ANSWER_WITHIN
    )
    # Who helps a person who sees something differently, in the organisation's words; each stands on
    # the card that people are given.
    who_can_help = models.TextField(blank=True, max_length=1000, db_default="")
    who_can_help_cy = models.TextField(blank=True, max_length=1000, db_default="")

    WEB_MAY = ("SELECT", "INSERT", "UPDATE")
    FATES = fates(
        mechanism=(MECHANISM, "id mode answer_within"),
        name=(SEEN, "name who_can_help who_can_help_cy"),
    )

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=100)
    # The act that made it, where a form did; other rows that a form makes bear it as their id.
    act = models.UUIDField(unique=True, null=True, editable=False)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE")
    FATES = fates(mechanism=(MECHANISM, "id organisation name act"))

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", "name", name="team_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Users(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A member of staff. People with convictions are never users."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="users")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="users")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    called = models.CharField(max_length=60)
    roles = ArrayField(models.CharField(max_length=20, choices=Role), default=list)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Users] = Users()

    WEB_MAY = ("SELECT", "INSERT", "UPDATE")
    FATES = fates(
        mechanism=(MECHANISM, "id organisation team roles is_active last_login"),
        who=(STAFF, "email name"),
        called=(STAFF_CALLED, "called"),
        secret=(SECRET, "password"),
    )

    def __str__(self) -> str:
        return self.called

    def has(self, *roles: str) -> bool:
        return self.is_active and any(role in self.roles for role in roles)


class Person(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    reference = models.CharField(max_length=40, blank=True)
    # What they are called is all that is needed; the rest can wait.
    called = models.CharField(max_length=200)
    given_names = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    pronouns = models.CharField(max_length=60, blank=True)
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(
        max_length=20,
        blank=True,
        choices=[
            ("female", pgettext_lazy("sex", "Female")),
            ("male", pgettext_lazy("sex", "Male")),
            ("not_known", pgettext_lazy("sex", "Not known")),
            ("not_said", pgettext_lazy("sex", "Prefers not to say")),
        ],
    )
    # As told ("Polish", "BSL"); the pages' own language is one that Tandem has.
    preferred_language = models.CharField(max_length=60, blank=True)
    page_language = models.CharField(
        max_length=2, default="en", choices=[("en", _("English")), ("cy", _("Welsh"))]
    )
    communication_needs = models.TextField(max_length=2000, blank=True)
    # The stored key is compared, so that Siân is found as "sian" on any PostgreSQL.
    search = models.TextField(editable=False)
    sort = models.TextField(editable=False)
    # How each word of `search` sounds, for what was typed with a slip.
    sounds = models.GeneratedField(
        expression=Func(F("search"), function="name_sounds"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )
    # Each worker has one made-up person to practise with; left out of every count.
    is_practice = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE")
    FATES = fates(
        mechanism=(MECHANISM, "id organisation is_practice created_at"),
        called=(CALLED, "called page_language"),
        identity=(
            IDENTITY,
            "reference given_names family_name pronouns born_on sex preferred_language"
            " communication_needs search sort sounds",
        ),
    )

    class Meta:
        constraints = [
            # Two people never share a reference inside one organisation; many have none.
            models.UniqueConstraint(
                "organisation",
                "reference",
                condition=~Q(reference=""),
                name="reference_once",
            ),
            # Nor two that differ in spaces and small letters only.
            models.UniqueConstraint(
                "organisation",
                Upper(Replace("reference", Value(" "))),
                condition=~Q(reference=""),
                name="reference_key_once",
            ),
            models.CheckConstraint(condition=~Q(called=""), name="person_is_called_something"),
        ]
        indexes = [
            GinIndex(fields=["search"], name="person_search", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["sounds"], name="person_sounds"),
            models.Index(fields=["organisation", "sort", "id"], name="person_sort"),
            models.Index(fields=["organisation", "born_on"], name="person_born"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip() or self.called

    def name_keys(self) -> None:
        """Set the stored keys from the names; called by the actions that write names."""
        full = f"{self.given_names} {self.family_name}".strip()
        self.search = search_key(f"{self.called} {full} {self.reference}")
        self.sort = search_key(f"{self.family_name or self.called} {self.given_names}")


class Episode(models.Model):
    """One spell of contact: an order, a licence, or a time someone chose to come."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="episodes")
    mode = models.CharField(max_length=10, choices=Mode)
    order_type = models.CharField(
        max_length=20,
        blank=True,
        choices=[
            ("community_order", _("Community order")),
            ("suspended", _("Suspended sentence order")),
            ("licence", _("Licence")),
        ],
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE")
    FATES = fates(
        mechanism=(MECHANISM, "id created_at"),
        link=(LINK, "person"),
        # The person may see their own order: on their sheet's screen too.
        order=(DONE, "mode order_type starts_on ends_on"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="episode_ends_after_it_starts",
            ),
            # An order belongs to statutory work only.
            models.CheckConstraint(
                condition=Q(mode=Mode.STATUTORY) | Q(order_type=""),
                name="voluntary_has_no_order",
            ),
        ]


class Allocation(models.Model):
    """Who supports a person, from when to when; a move ends one and begins another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(User, models.PROTECT, null=True, related_name="allocations")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="allocations")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Why the person was moved here, if whoever moved them said so.
    reason = models.CharField(max_length=300, blank=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (ended_at)")
    FATES = fates(
        mechanism=(MECHANISM, "id"),
        link=(LINK, "person worker team"),
        when=(ORDER, "began_at ended_at reason"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "person", condition=Q(ended_at=None), name="one_allocation_at_a_time"
            ),
        ]
        indexes = [
            # Whose they are now, without a look at the rows.
            *(
                models.Index(
                    fields=[owner, "person"], condition=Q(ended_at=None), name=f"{owner}_has_now"
                )
                for owner in ("worker", "team")
            ),
        ]


class SignInLink(models.Model):
    """A one-time link: an invitation, a reset, the first administrator, a demo sign-in."""

    token_hash = models.CharField(primary_key=True, max_length=64)
    purpose = models.CharField(
        max_length=10,
        choices=[("invite", "invite"), ("reset", "reset"), ("first", "first"), ("demo", "demo")],
    )
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="links")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (used_at)")
    FATES = fates(
        mechanism=(MECHANISM, "purpose made_at expires_at used_at"),
        secret=(SECRET, "token_hash user"),
    )


class WrongTry(models.Model):
    """A try that was wrong: a PIN, a password, a code. One row each, so that none that come at one
    moment are counted once."""

    # What was tried: a name with an id, such as "pin <sitting>".
    what = models.CharField(max_length=100)
    at = models.DateTimeField()

    WEB_MAY = ("SELECT", "INSERT", "DELETE")
    FATES = fates(mechanism=(MECHANISM, "id what at"))

    class Meta:
        indexes = [models.Index(fields=["what", "at"], name="wrong_try")]


class WaitingFile(models.Model):
    """A file between its dry run and its import; deleted by the import or after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(User, models.CASCADE, related_name="waiting_files")
    brings = models.CharField(
        max_length=10,
        choices=[("caseload", "caseload"), ("instrument", "instrument"), ("levels", "levels")],
    )
    name = models.CharField(max_length=200)
    raw = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    WEB_MAY = ("SELECT", "INSERT", "DELETE")
    FATES = fates(
        mechanism=(MECHANISM, "id brings made_at"),
        secret=(SECRET, "by"),
        content=(IDENTITY, "name raw"),
    )
