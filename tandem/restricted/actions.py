"""Keep a restricted note, open a compartment, and say who may. Nothing is announced to any screen,
and no list, count or summary is told."""

from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.people.access import shown
from tandem.people.actions.acts import SentBefore, made_before
from tandem.people.actor import Actor, Staff
from tandem.people.models import Person, Role, User
from tandem.people.signin_log import say
from tandem.restricted.access import must_read, note_for
from tandem.restricted.models import Note, Opening, Reader
from tandem.restricted.rules import LONGEST
from tandem.restricted.sealed import Shut, seal, unseal

# What of a note is sealed.
WORDS = ("about", "words", "source")


@transaction.atomic
def keep(
    *,
    by: Actor,
    keeper: User,
    person: Person,
    compartment: str,
    about: str,
    words: str,
    source: str,
    review_on: date,
    act: UUID | None = None,
    corrects: Note | None = None,
) -> Note:
    """Add a note. Whoever keeps one need not be able to read it. Sent twice it is kept once."""
    said = {"about": about, "words": words, "source": source}
    act = act or uuid4()
    facts = {"person_id": person.pk, "kept_by_id": keeper.pk, "compartment": compartment}
    if made := made_before(Note.objects.filter(pk=act), act, facts | {"review_on": review_on}):
        if words_of(made) != said:
            raise SentBefore
        return made
    shown(by, [person.pk], what="restricted", verb=Verb.COLLECT)
    try:
        with transaction.atomic():
            return Note.objects.create(
                pk=act,
                sealed=seal(said, row=_row(act, person.pk, compartment)),
                review_on=review_on,
                kept_at=timezone.now(),
                corrects=corrects,
                **facts,
            )
    except IntegrityError:
        raise Refused(_("Someone has put it right by now. Open it again.")) from None


def correct(
    *, by: Staff, person: Person, note: UUID, about: str, words: str, source: str, review_on: date,
    act: UUID | None = None,
) -> Note:  # fmt: skip
    """A later note in the same compartment; only who may read it corrects it."""
    found = note_for(by, person, note)
    return keep(
        by=by, keeper=by.user, person=person, compartment=found.compartment, about=about,
        words=words, source=source, review_on=review_on, act=act, corrects=found,
    )  # fmt: skip


@transaction.atomic
def open_compartment(*, by: Staff, person: Person, compartment: str, reason: str) -> list[Note]:
    """All notes of one compartment, the newest first; who opened it, when and why is kept."""
    must_read(by, compartment)
    opening = uuid4()
    Opening.objects.create(
        pk=opening,
        person=person,
        compartment=compartment,
        by=by.user,
        at=timezone.now(),
        sealed=seal({"reason": reason}, row=_row(opening, person.pk, compartment)),
    )
    shown(by, [person.pk], what="restricted, opened", verb=Verb.CONSULT)
    rows = Note.objects.filter(person=person, compartment=compartment)
    return list(rows.select_related("kept_by").order_by("-kept_at", "-id"))


def words_of(row: Note | Opening) -> dict[str, str]:
    try:
        return unseal(bytes(row.sealed), row=_row(row.pk, row.person_id, row.compartment))
    except Shut:
        raise Refused(
            _("This cannot be opened here: the key is another one. Ask whoever runs Tandem.")
        ) from None


@transaction.atomic
def let_read(
    *, by: Staff, user: User, compartment: str, ends_on: date, act: UUID | None = None
) -> Reader:
    """Until that day; in place of what was said before about the same member of staff."""
    today = timezone.localdate()
    if user.pk == by.user.pk:
        raise Refused(_("Nobody lets themself in. Ask someone else who runs Tandem here."))
    if not today < ends_on <= today + LONGEST:
        raise Refused(_("Choose a day after today, within a year."))
    if user.organisation_id != by.user.organisation_id or not user.has(Role.WORKER, Role.MANAGER):
        raise Refused(_("Only workers and managers read about people."))
    act = act or uuid4()
    said = {"user_id": user.pk, "compartment": compartment, "ends_on": ends_on}
    if made := made_before(Reader.objects.filter(pk=act), act, said):
        return made
    for one in Reader.objects.filter(user=user, compartment=compartment, ended_at=None):
        end_reading(by=by, reader=one)
    say("reader_let_in", user=user.pk, by=by.user.pk, compartment=compartment, until=ends_on)
    return Reader.objects.create(pk=act, given_by=by.user, given_at=timezone.now(), **said)


@transaction.atomic
def end_reading(*, by: Staff, reader: Reader) -> None:
    """At once; twice is as once."""
    ended = Reader.objects.filter(pk=reader.pk, ended_at=None).update(
        ended_by=by.user, ended_at=timezone.now()
    )
    if ended:
        say("reader_ended", user=reader.user_id, by=by.user.pk, compartment=reader.compartment)


def _row(pk: UUID, person: UUID, compartment: str) -> str:
    return f"{pk} {person} {compartment}"
