"""On, off and every device of an own page."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.own_page.access import devices_of, page_of, stage_of
from tandem.own_page.models import Device, OwnPage
from tandem.own_page.rules import MOST_DEVICES
from tandem.people.access import shown
from tandem.people.actor import Actor, Holder
from tandem.people.models import Person
from tandem.preparation.devices import MOST_MISSES, Opened, bind, new_token, pin_fits
from tandem.sittings.gate import digest
from tandem.sittings.models import Held
from tandem.sittings.room import Room
from tandem.sittings.rules import NOTED_EVERY


@transaction.atomic
def switch_on(*, room: Room) -> str:
    """In person only. Gives a link for one device, told once; on a page that is on already it is
    for one more. A link that nobody opened ends."""
    if room.door != "together" or room.sitting.held != Held.SIDE_BY_SIDE:
        raise Refused(_("Do this when you sit side by side."))
    Person.objects.select_for_update().only("pk").get(pk=room.person.pk)
    now = timezone.now()
    page = page_of(room.person) or OwnPage.objects.create(
        person=room.person, worker=room.sitting.worker, on_at=now
    )
    if devices_of(page).count() >= MOST_DEVICES:
        raise Refused(_("There are many devices now. End one of them first."))
    token = another_link(page)
    shown(room.by, [room.person.pk], what="own page on", verb=Verb.ALTER)
    return token


@transaction.atomic
def another_link(page: OwnPage) -> str:
    """For one device more; the link before, if nobody opened it, ends."""
    _end(page.devices.filter(opened_at=None))
    token = new_token()
    Device.objects.create(page=page, token_hash=digest(token), made_at=timezone.now())
    return token


@transaction.atomic
def switch_off(*, by: Actor, person: Person) -> None:
    """At once and silently: the next request of each device is told what anyone is told."""
    pages = OwnPage.objects.filter(person=person, off_at=None)
    _end(Device.objects.filter(page__in=pages))
    pages.update(off_at=timezone.now())
    shown(by, [person.pk], what="own page off", verb=Verb.ALTER)


@transaction.atomic
def end_device(*, by: Holder, device: Device) -> None:
    _end(Device.objects.filter(pk=device.pk))
    shown(by, [by.person], what="own page device", verb=Verb.ALTER)


@transaction.atomic
def keep_passkey(*, by: Holder, device: Device, passkey: bytes) -> None:
    """One for each device: a new one takes the place of the one before."""
    Device.objects.filter(pk=device.pk, ended_at=None).update(passkey=passkey)
    shown(by, [by.person], what="own page passkey", verb=Verb.ALTER)


@transaction.atomic
def drop_passkey(*, by: Holder, device: Device) -> None:
    Device.objects.filter(pk=device.pk).update(passkey=None)
    shown(by, [by.person], what="own page passkey", verb=Verb.ALTER)


def _end(ending: QuerySet[Device]) -> None:
    ending.filter(ended_at=None).update(ended_at=timezone.now(), pin_hash="", passkey=None)


@transaction.atomic
def open_link(*, token: str, pin: str) -> Opened[Device] | None:
    """Bind the link to this device, or None: unknown, used, switched off and late look the same."""
    rows = Device.objects.select_related("page").select_for_update(of=("self",))
    opened = bind(rows, token=token, pin=pin, is_unused=lambda held: stage_of(held) == "unused")
    if opened:
        Device.objects.filter(pk=opened.row.pk).update(unlocked_at=F("opened_at"))
    return opened


@transaction.atomic
def come_back(*, device: Device, pin: str) -> bool:
    """Whether this is the PIN that was chosen; missed too often, the device is ended."""
    held = Device.objects.select_for_update().get(pk=device.pk)
    if pin_fits(held, pin):
        held.active_at = held.unlocked_at = timezone.now()
        held.save(update_fields=["active_at", "unlocked_at"])
        return True
    if held.pin_misses >= MOST_MISSES:
        _end(Device.objects.filter(pk=held.pk))
    return False


@transaction.atomic
def come_back_by_passkey(*, device: Device) -> None:
    now = timezone.now()
    Device.objects.filter(pk=device.pk, ended_at=None).update(active_at=now, unlocked_at=now)


def note_use(device: Device) -> None:
    now = timezone.now()
    if now - (device.active_at or now - timedelta(days=1)) > NOTED_EVERY:
        Device.objects.filter(pk=device.pk).update(active_at=now)


def leave(device: Device) -> None:
    """The PIN is asked for from now on."""
    Device.objects.filter(pk=device.pk).update(active_at=None)
