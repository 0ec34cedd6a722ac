"""The enabling fund: small sums for what a goal needs and no other way gives."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tandem.fund.rules.ledger import OF_A_REQUEST, OF_THE_FUND, Account
from tandem.fund.rules.money import CURRENCY
from tandem.fund.rules.requests import Became
from tandem.people.models import Organisation, Person, Team, User
from tandem.plans.models import Goal
from tandem.privacy.fate import DONE, LINK, MECHANISM, ORDER, SAID, SEEN, STAFF, fates

PARTIES = [("person", "person"), ("worker", "worker")]


def _one_of(ways: frozenset[tuple[Account, Account]]) -> Q:
    ends = sorted((source.value, target.value) for source, target in ways)
    return Q(*(Q(source=source, target=target) for source, target in ends), _connector=Q.OR)


class Fund(models.Model):
    """Its row is locked by whatever moves its money or decides over it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="funds")
    currency = models.CharField(max_length=3, default=CURRENCY)
    # How many transfers there are.
    head = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    WEB_MAY = ("SELECT", "INSERT", "UPDATE (head)")
    FATES = fates(seen=(SEEN, "id"), mechanism=(MECHANISM, "organisation currency head made_at"))


class Terms(models.Model):
    """What a fund is for and how it is given. A change is a next row; the newest is in force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    name_cy = models.CharField(max_length=100, blank=True)
    purpose = models.TextField(max_length=1000)
    purpose_cy = models.TextField(max_length=1000, blank=True)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    # For whom and for which goals; none and nothing is for all.
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    areas = ArrayField(models.CharField(max_length=40), default=list)
    # In pence: of one request, of one person in a year, and what a worker may say yes to.
    most = models.BigIntegerField()
    most_a_year = models.BigIntegerField()
    on_the_spot = models.BigIntegerField()
    # Working days within which a request is answered.
    answer_within = models.PositiveSmallIntegerField()
    is_open = models.BooleanField(default=True)
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        seen=(
            SEEN,
            "id name name_cy purpose purpose_cy most most_a_year on_the_spot answer_within",
        ),
        mechanism=(MECHANISM, "fund number team areas is_open said_at"),
        link=(LINK, "owner said_by"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("fund", "number", name="terms_number_once"),
            models.CheckConstraint(
                condition=Q(
                    most__gt=0,
                    on_the_spot__gte=0,
                    on_the_spot__lte=F("most"),
                    most__lte=F("most_a_year"),
                ),
                name="terms_limits_in_order",
            ),
        ]


class Request(models.Model):
    """What was asked for, in the words of whoever asked. Added, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    terms = models.ForeignKey(Terms, models.PROTECT, related_name="requests")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="requests")
    what = models.TextField(max_length=1000)
    why = models.TextField(max_length=1000)
    amount = models.BigIntegerField()
    language = models.CharField(max_length=2)
    words_by = models.CharField(max_length=10, choices=PARTIES)
    typed_by = models.CharField(max_length=10, choices=PARTIES)
    # The worker who was there, the sitting (bare, as in the log) and the device.
    asked_with = models.ForeignKey(User, models.PROTECT, related_name="+")
    sitting = models.UUIDField(null=True)
    device = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    # The one before, which was answered with no.
    again = models.OneToOneField("self", models.PROTECT, null=True, related_name="asked_again")

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        seen=(SEEN, "id"),
        said=(SAID, "what why"),
        done=(DONE, "amount language words_by typed_by asked_at due_on"),
        link=(LINK, "terms person goal asked_with sitting device again"),
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="request_of_some")]
        indexes = [models.Index(fields=["person", "-asked_at"], name="request_of_person")]


class Happening(models.Model):
    """One thing that became of a request. Added, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="happenings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Became])
    # Whose words, where it has any.
    party = models.CharField(max_length=10, choices=PARTIES)
    words = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=2)
    typed_by = models.CharField(max_length=10, choices=PARTIES)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sitting = models.UUIDField(null=True)
    device = models.CharField(max_length=64)
    at = models.DateTimeField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        mechanism=(MECHANISM, "id number"),
        said=(SAID, "words"),
        done=(DONE, "kind party language typed_by at"),
        link=(LINK, "request by sitting device"),
    )

    class Meta:
        constraints = [models.UniqueConstraint("request", "number", name="happening_number_once")]


class Receipt(models.Model):
    """A picture or PDF of what was paid, kept with all else that is backed up. On no screen of a
    sitting: at the desk it is fetched as a file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="receipts")
    kind = models.CharField(
        max_length=4, choices=[("png", "png"), ("jpeg", "jpeg"), ("pdf", "pdf")]
    )
    raw = models.BinaryField()
    kept_at = models.DateTimeField()

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        mechanism=(MECHANISM, "id kind kept_at"), link=(LINK, "request"), file=(ORDER, "raw")
    )


class Transfer(models.Model):
    """An amount that leaves one account of a fund and enters another: both sides are this row, so
    they cannot differ. The database refuses one that its account has not (`transfer_guard`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="transfers")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Account])
    target = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Account])
    amount = models.BigIntegerField()
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="transfers")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    # Where it comes from, or where it went; of a request its happenings say it.
    words = models.CharField(max_length=200, blank=True)

    WEB_MAY = ("SELECT", "INSERT")
    FATES = fates(
        mechanism=(MECHANISM, "id fund number"),
        done=(DONE, "source target amount at"),
        link=(LINK, "request by"),
        words=(STAFF, "words"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("fund", "number", name="transfer_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_of_some"),
            models.CheckConstraint(
                condition=(Q(request=None) & _one_of(OF_THE_FUND))
                | (Q(request__isnull=False) & _one_of(OF_A_REQUEST)),
                name="transfer_goes_a_way",
            ),
        ]
