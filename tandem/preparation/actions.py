from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.assessments.actions.summary import refresh_summary
from tandem.assessments.forms.answers import Given, is_nothing
from tandem.assessments.names import PREPARED_AHEAD
from tandem.assessments.queries import instrument_of, sheet_thread
from tandem.assessments.rules.sheet import sheet
from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.people.access import shown
from tandem.people.actor import Preparer, Staff
from tandem.people.models import Person
from tandem.preparation.access import preparations, stage_of
from tandem.preparation.devices import MOST_MISSES, Opened, bind, new_token, pin_fits
from tandem.preparation.models import Draft, Preparation
from tandem.preparation.page import may_offer
from tandem.sittings.gate import digest
from tandem.sittings.models import Sitting
from tandem.sittings.rules import NOTED_EVERY
from tandem.voices.actions import Setting, append
from tandem.voices.models import Entry, Kind, Party


@transaction.atomic
def give(*, by: Staff, person: Person, ends_on: date) -> str:
    """A new link, told once to whoever gives it; the one before is shut with all its drafts."""
    today = timezone.localdate()
    if not today <= ends_on <= today + PREPARED_AHEAD:
        raise Refused(_("Choose a day within the next four weeks."))
    Person.objects.select_for_update().only("pk").get(pk=person.pk)
    _end(Preparation.objects.filter(person=person, ended_at=None))
    token = new_token()
    Preparation.objects.create(
        person=person,
        worker=by.user,
        token_hash=digest(token),
        made_at=timezone.now(),
        ends_on=ends_on,
        is_easy=is_easy_for(person),
    )
    shown(by, [person.pk], what="give_link", verb=Verb.COLLECT)
    return token


def is_easy_for(person: Person) -> bool:
    """As it was chosen for their newest sitting."""
    sittings = Sitting.objects.filter(person=person).order_by("-started_at")
    return bool(sittings.values_list("is_easy", flat=True).first())


@transaction.atomic
def switch_off(*, by: Staff, person: Person) -> None:
    """At once and silently: the next request of the device is told what anyone is told."""
    _end(Preparation.objects.filter(person=person, ended_at=None))
    shown(by, [person.pk], what="switch_off_link", verb=Verb.ALTER)


@transaction.atomic
def tidy() -> int:
    """End what has come to its end by itself: a day, a meeting, another worker."""
    over = [one.pk for one in preparations().filter(ended_at=None) if stage_of(one) == "shut"]
    _end(Preparation.objects.filter(pk__in=over, ended_at=None))
    return len(over)


def _end(ending: QuerySet[Preparation]) -> None:
    rows = list(ending.select_for_update().values_list("pk", flat=True))
    Draft.objects.filter(preparation__in=rows).delete()
    Preparation.objects.filter(pk__in=rows).update(ended_at=timezone.now(), pin_hash="")


@transaction.atomic
def open_link(*, token: str, pin: str) -> Opened[Preparation] | None:
    """Bind the link to this device, or None."""
    return bind(Preparation.objects.all(), token=token, pin=pin, is_unused=_is_unused)


def _is_unused(held: Preparation) -> bool:
    return stage_of(preparations().get(pk=held.pk)) == "unused"


@transaction.atomic
def come_back(*, preparation: Preparation, pin: str) -> bool:
    """Whether this is the PIN that was chosen; missed too often, the link ends with its drafts."""
    held = Preparation.objects.select_for_update().get(pk=preparation.pk)
    if pin_fits(held, pin):
        held.active_at = timezone.now()
        held.save(update_fields=["active_at"])
        return True
    if held.pin_misses >= MOST_MISSES:
        _end(Preparation.objects.filter(pk=held.pk, ended_at=None))
    return False


def note_use(preparation: Preparation) -> None:
    now = timezone.now()
    if preparation.active_at is None or now - preparation.active_at > NOTED_EVERY:
        Preparation.objects.filter(pk=preparation.pk).update(active_at=now)


def choose_words(preparation: Preparation, *, is_easy: bool) -> None:
    Preparation.objects.filter(pk=preparation.pk).update(is_easy=is_easy)


def leave(preparation: Preparation) -> None:
    """The PIN is asked for from now on."""
    Preparation.objects.filter(pk=preparation.pk).update(active_at=None)


@transaction.atomic
def keep(*, by: Preparer, given: Sequence[Given], language: str) -> None:
    """Keep what was written, for the person alone. What was changed is theirs alone again."""
    preparation = _held(by)
    stood = {draft.about: draft for draft in Draft.objects.filter(preparation=preparation)}
    for one in given:
        before = stood.get(one.item.key)
        if before and before.act == one.act:
            continue  # sent twice
        if before:
            before.delete()
        if not is_nothing(one.value):
            Draft.objects.create(
                preparation=preparation,
                about=one.item.key,
                value=one.value,
                language=language,
                written_at=timezone.now(),
                act=one.act,
            )
    shown(by, [by.person], what="notes", verb=Verb.ALTER)


@transaction.atomic
def delete(*, by: Preparer, abouts: Collection[str] | None = None) -> None:
    """Delete what was not shared, at once; `abouts` narrows it. What was shared stays said."""
    drafts = Draft.objects.filter(preparation=_held(by), shared_at=None)
    if abouts is not None:
        drafts = drafts.filter(about__in=abouts)
    drafts.delete()
    shown(by, [by.person], what="notes", verb=Verb.ERASE)


@transaction.atomic
def share(*, by: Preparer, person: Person, mode: str, abouts: Collection[str] | None = None) -> int:
    """Add drafts to the log as the person's own words, each exactly once; `abouts` narrows it.

    A question that is not asked any more since it was written is passed over: its draft stays.
    """
    preparation = _held(by)
    drafts = Draft.objects.filter(preparation=preparation, shared_at=None)
    if abouts is not None:
        drafts = drafts.filter(about__in=abouts)
    found = {draft.about: draft for draft in drafts}
    thread = sheet_thread(person)
    instrument = instrument_of(thread)
    stands = sheet(instrument, mode, [])
    asked = [item for area in instrument.areas for item in area.items if item.key in found]
    now, last = timezone.now(), None
    for item in asked:
        if not may_offer(stands, item):
            continue
        draft = found[item.key]
        last = append(
            thread.pk,
            draft.act,
            Setting(
                by=by,
                sitting=None,
                typed_by="person",
                language=draft.language,
                seen=_seen(thread.pk, draft),
            ),
            kind=Kind.ANSWER,
            about=item.key,
            party=Party.PERSON,
            value=draft.value,
        )
        draft.shared_at = now
        draft.save(update_fields=["shared_at"])
    if last:
        refresh_summary(thread)
    shown(by, [person.pk], what="share", verb=Verb.COLLECT)
    return sum(1 for draft in found.values() if draft.shared_at)


def _seen(thread: UUID, draft: Draft) -> int:
    """What stood when it was written counts as known to the writer: they said it themselves."""
    before = Entry.objects.filter(
        thread=thread, about=draft.about, recorded_at__lte=draft.written_at
    )
    return before.aggregate(last=Max("seq"))["last"] or 0


def _held(by: Preparer) -> Preparation:
    """The row, so that two acts at once come one after the other; refused once it has ended."""
    held = Preparation.objects.select_for_update().filter(pk=by.preparation, ended_at=None).first()
    if held is None:
        raise Refused(_("There is nothing here now."))
    return held
