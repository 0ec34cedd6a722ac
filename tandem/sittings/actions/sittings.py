from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.live.actions import announce
from tandem.people.access import shown
from tandem.people.actions.acts import made_before
from tandem.people.actions.signin import end_other_sign_ins
from tandem.people.actor import Staff
from tandem.people.models import Person
from tandem.people.queries import mode_of
from tandem.privacy.screen import closed
from tandem.sittings.looks import looks_for
from tandem.sittings.models import Guest, Held, Sitting
from tandem.sittings.rules import PIN_TRIES, is_sound_pin, pin_rest_ends

MOST_OF_A_NAME = 40


@transaction.atomic
def start_sitting(
    *,
    by: Staff,
    person: Person,
    held: str,
    pin: str,
    held_on: date | None = None,
    act: UUID | None = None,
) -> Sitting:
    """Begin a sitting. All but a paper one lock the sign-in to it, until `leave_sitting`."""
    now = timezone.now()
    today = timezone.localdate(now)
    if held_on and held_on > today:
        raise Refused(_("That day has not come yet. Give the day on which you sat together."))
    held_on = held_on or today
    if act:
        said = {"person_id": person.pk, "worker_id": by.user.pk, "held": held, "held_on": held_on}
        if made := made_before(Sitting.objects.filter(pk=act), act, said):
            return made
    sitting = Sitting.objects.create(
        pk=act or uuid4(),
        person=person,
        worker=by.user,
        mode=mode_of(person),
        held=held,
        held_on=held_on,
        started_at=now,
        active_at=now,
        **{f"is_{look}": is_so for look, is_so in looks_for(person).items()},
    )
    shown(by, [person.pk], what="start_sitting", verb=Verb.COLLECT)
    if held != Held.PAPER:
        sit_together(by=by, sitting=sitting, pin=pin)
    return sitting


@transaction.atomic
def sit_together(*, by: Staff, sitting: Sitting, pin: str) -> None:
    """Lock this sign-in, every tab of it, to the sitting."""
    if not is_sound_pin(pin):
        raise Refused(_("Choose a PIN of 4 to 8 digits that are not all the same."))
    if sitting.ended_at is not None:
        raise Refused(_("This sitting has ended. Start a new one."))
    _end_other_screen(by, sitting)
    Sitting.objects.filter(locked_sign_in=by.device).exclude(pk=sitting.pk).update(
        locked_sign_in=None, handed="", is_covered=False
    )
    sitting.locked_sign_in = by.device
    sitting.active_at = timezone.now()
    sitting.pin_hash = make_password(pin)
    sitting.pin_misses = 0
    sitting.handed = ""
    sitting.is_covered = False
    sitting.turn = ""
    sitting.save()


@transaction.atomic
def is_worker(sitting: Sitting, *, pin: str, is_signed_in_again: bool = False) -> bool:
    """Whether it is the worker who asks: by the sitting's PIN, or by what they sign in with.

    Misses are counted; after PIN_TRIES the PIN rests, and their password or passkey still opens.
    """
    now = timezone.now()
    # Held while it is counted, so that many guesses at once are still many.
    held = Sitting.objects.defer(*closed(Sitting)).select_for_update().get(pk=sitting.pk)
    sitting.pin_misses, sitting.pin_missed_at = held.pin_misses, held.pin_missed_at
    rests_until = pin_rest_ends(sitting.pin_misses, sitting.pin_missed_at)
    if is_signed_in_again:
        sitting.pin_misses = 0
    elif rests_until and now < rests_until:
        return False
    elif pin and check_password(pin, sitting.pin_hash):
        sitting.pin_misses = 0
    else:
        if rests_until:
            sitting.pin_misses = 0
        sitting.pin_misses = min(sitting.pin_misses + 1, PIN_TRIES)
        sitting.pin_missed_at = now
        sitting.save(update_fields=["pin_misses", "pin_missed_at"])
        return False
    sitting.save(update_fields=["pin_misses"])
    return True


@transaction.atomic
def leave_sitting(*, by: Staff, sitting: Sitting) -> None:
    """Go back to the desk; the sitting can be taken up again. Joined devices are let go."""
    _unlock(sitting)
    shown(by, [sitting.person_id], what="leave_sitting", verb=Verb.ALTER)


@transaction.atomic
def finish_sitting(*, by: Staff, sitting: Sitting) -> None:
    _end_other_screen(by, sitting)
    _unlock(sitting)
    if sitting.ended_at is None:
        sitting.ended_at = timezone.now()
        sitting.save(update_fields=["ended_at"])
    shown(by, [sitting.person_id], what="finish_sitting", verb=Verb.ALTER)


def _end_other_screen(by: Staff, sitting: Sitting) -> None:
    """Another sign-in of the same worker may sit before the person with this very sheet: it is
    signed out, so that it never wakes up as a desk."""
    if sitting.locked_sign_in not in (None, by.device):
        end_other_sign_ins(by.user, keep_device=by.device)


def _unlock(sitting: Sitting) -> None:
    sitting.locked_sign_in = None
    sitting.pin_hash = ""
    sitting.handed = ""
    sitting.is_covered = False
    sitting.save()
    Guest.objects.filter(sitting=sitting, ended_at=None).update(ended_at=timezone.now())
    # Open streams ask again for their permission at once.
    announce(sitting.person_id, sitting.pk, 0)


def see_screen(*, sitting: Sitting) -> None:
    """The person's own tap that they can see the screen; the first one stands."""
    if sitting.screen_seen_at is None:
        sitting.screen_seen_at = timezone.now()
        sitting.save(update_fields=["screen_seen_at"])


def show_as(*, sitting: Sitting, looks: Mapping[str, bool]) -> None:
    """Show the person's pages so from now on: "bigger", "easy", "read_out", each or not."""
    for look, is_so in looks.items():
        setattr(sitting, f"is_{look}", is_so)
    if looks:
        sitting.save(update_fields=[f"is_{look}" for look in looks])


def cover(*, sitting: Sitting, is_covered: bool) -> None:
    sitting.is_covered = is_covered
    sitting.save(update_fields=["is_covered"])


def hand_over(*, sitting: Sitting, what: str) -> None:
    """Put the screen into the person's hands, on one page, until the worker unlocks it."""
    sitting.handed = what
    sitting.save(update_fields=["handed"])


def take_back(*, sitting: Sitting) -> None:
    sitting.handed = ""
    sitting.save(update_fields=["handed"])


def pass_keyboard(*, sitting: Sitting, to: str) -> None:
    if to not in ("person", "worker"):
        raise Refused(_("Choose who types."))
    sitting.typing = to
    sitting.save(update_fields=["typing"])


def take_turn(*, sitting: Sitting, party: str) -> None:
    """Whoever acts has the turn, where two screens show it."""
    if sitting.turn and sitting.turn != party:
        sitting.turn = party
        sitting.save(update_fields=["turn"])


@transaction.atomic
def give_turn(*, sitting: Sitting, to: str) -> None:
    if to not in ("person", "worker"):
        raise Refused(_("Choose whose turn it is."))
    take_turn(sitting=sitting, party=to)
    announce(sitting.person_id, sitting.pk, 0)


def bring_voice(*, sitting: Sitting, who: str) -> None:
    """Somebody speaks for the person from now on; "" is nobody."""
    if len(who) > MOST_OF_A_NAME:
        raise Refused(_("A first name is enough, or what they are here for."))
    sitting.voiced_by, sitting.is_voiced = who, bool(who)
    sitting.save(update_fields=["voiced_by", "is_voiced"])


def pass_voice(*, sitting: Sitting, to: str) -> None:
    """The person speaks themselves from now on, or whoever speaks for them does again."""
    sitting.is_voiced = to == "other" and bool(sitting.voiced_by)
    sitting.save(update_fields=["is_voiced"])


def newest_open(person: Person, worker: UUID) -> Sitting | None:
    """The sitting that can be taken up again, if there is one."""
    return (
        Sitting.objects.filter(person=person, worker=worker, ended_at=None)
        .order_by("-started_at")
        .first()
    )
