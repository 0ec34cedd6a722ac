"""Asking to talk soon, answering it, and naming who covers. No machine reads the words."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.own_page.models import Cover, TalkSoon
from tandem.own_page.rules import due
from tandem.own_page.soon import hours, may_cover
from tandem.people.access import shown
from tandem.people.actor import Holder, Staff
from tandem.people.models import Person

LONGEST = 1000  # letters


@transaction.atomic
def ask_to_talk(*, by: Holder, person: Person, act: UUID, reach: str) -> None:
    """Once for one act, and once while it waits: the first day stands, and its words."""
    Person.objects.select_for_update().only("pk").get(pk=person.pk)
    asked = TalkSoon.objects.filter(person=person)
    if asked.filter(pk=act).exists():
        return
    if asked.filter(answered_at=None).exists():
        raise Refused(_("You asked already, and that still stands. This was not sent."))
    now = timezone.localtime()
    TalkSoon.objects.create(
        pk=act, person=person, reach=typed(reach), asked_at=now, due_at=due(now, hours())
    )
    shown(by, [person.pk], what="talk soon", verb=Verb.COLLECT)


@transaction.atomic
def answer_soon(*, by: Staff, soon: TalkSoon, words: str) -> None:
    kept = typed(words)
    if not kept:
        raise Refused(_("Write in a few words what was done."))
    if len(kept) > LONGEST:
        raise Refused(
            _("That is too long. Please use %(most)s letters at most.") % {"most": LONGEST}
        )
    held = TalkSoon.objects.select_for_update().get(pk=soon.pk)
    if held.answered_at:
        raise Refused(_("Somebody has answered this already."))
    held.answered_at, held.answered_by, held.answer = timezone.now(), by.user, kept
    held.save(update_fields=["answered_at", "answered_by", "answer"])
    shown(by, [held.person_id], what="talk soon", verb=Verb.ALTER)


@transaction.atomic
def name_cover(*, by: Staff, user: UUID) -> None:
    found = may_cover(by.user).filter(pk=user).first()
    if found is None:
        raise Refused(_("Choose somebody of your team."))
    Cover.objects.update_or_create(team=found.team, defaults={"user": found})
