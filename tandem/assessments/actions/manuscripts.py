"""Write an instrument: begin, change, release, throw away."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.assessments.actions.instruments import keep_release
from tandem.assessments.library import versions_of
from tandem.assessments.manuscripts import content_in, in_the_way
from tandem.assessments.models import Manuscript
from tandem.assessments.queries import shipped_names
from tandem.audit.actions import nothing_shown
from tandem.instruments import loader
from tandem.instruments.content import FIRST, Content, Place, body_of, content_of
from tandem.instruments.manuscript import digest_of, fresh
from tandem.instruments.schema import Instrument
from tandem.lib.refused import Refused
from tandem.people.actions.teams import may_run
from tandem.people.actor import Staff
from tandem.people.models import Organisation

T = TypeVar("T")
# Of the whole content; the biggest that comes with Tandem has a tenth of it.
MOST_LETTERS = 2_000_000


class Overtaken(Exception):
    """Somebody else changed this very thing since the reader saw it. Nothing was written."""

    def __init__(self, held: Manuscript) -> None:
        self.held = held


def whole_of(content: Content) -> str:
    """The digest of all that is written."""
    return digest_of(content, ())


@transaction.atomic
def begin_manuscript(
    *, by: Staff, act: UUID, title: str, copied: Instrument | None = None, is_next: bool = False
) -> Manuscript:
    """From nothing, or from an instrument that is here: as its next version, or as one of its
    own. Sent twice it is begun once."""
    organisation = by.user.organisation
    may_run(by, organisation)
    nothing_shown()
    if copied is None:
        content = fresh(title)
    else:
        content = content_of(copied)
        content[FIRST].pop("became", None)
        content[FIRST]["version"] = copied.version + 1
    if copied is None or not is_next:
        content[FIRST] |= {"title": title, "version": 1}
        content[FIRST]["name"] = _free_name(organisation, str(fresh(title)[FIRST]["name"]))
    found, _made = Manuscript.objects.get_or_create(
        pk=act,
        organisation=organisation,
        defaults={
            "body": body_of(content),
            "changed_at": timezone.now(),
            "changed_by": by.user,
        },
    )
    return found


def _free_name(organisation: Organisation, name: str) -> str:
    taken = shipped_names() | set(organisation.instruments.values_list("name", flat=True))
    taken |= {content_in(one)[FIRST]["name"] for one in organisation.manuscripts.all()}
    made, number = name[:50], 2
    while made in taken:
        made, number = f"{name[:50]}-{number}", number + 1
    return made


@transaction.atomic
def change(
    *,
    by: Staff,
    manuscript: Manuscript,
    edit: Callable[[Content, list[dict[str, Any]]], T],
    places: tuple[Place, ...] = (),
    digest: Callable[[Content], str] | None = None,
    seen: str = "",
) -> T:
    """Do one thing to what stands now. With `seen`, a digest of these places (or `digest` of what
    is no place) as the reader saw them, it is done only if they are still so."""
    held = _held(by, manuscript)
    content, taken = content_in(held), json.loads(held.taken)
    if seen and (digest(content) if digest else digest_of(content, *places)) != seen:
        raise Overtaken(held)
    done = edit(content, taken)
    body = body_of(content)
    if len(body) > MOST_LETTERS:
        raise Refused(_("This instrument is too big. Take something out first."))
    held.body, held.taken = body, json.dumps(taken, ensure_ascii=False)
    held.changed_at, held.changed_by = timezone.now(), by.user
    held.save(update_fields=["body", "taken", "changed_at", "changed_by"])
    return done


@transaction.atomic
def release(*, by: Staff, manuscript: Manuscript, seen: str) -> Instrument:
    """Freeze it as a version of the organisation's own; from here on only a next one changes it.
    `seen` is the digest of the whole as the reader saw it: nothing is frozen unread."""
    held = _held(by, manuscript)
    if whole_of(content_in(held)) != seen:
        raise Refused(
            _("Somebody has changed it since you looked. Look at it again, then release it.")
        )
    organisation = Organisation.objects.select_for_update().get(pk=by.user.organisation_id)
    found = in_the_way(organisation, content_in(held))
    if found.faults or found.content is None:
        raise Refused(_("Something still stands in the way. Look at the list."))
    body = body_of(found.content)
    made = loader.parse(body)
    if any(one.version >= made.version for one in versions_of(organisation, made.name)):
        raise Refused(_("Version %(version)s is here already.") % {"version": made.version})
    keep_release(organisation, made, body)
    held.delete()
    return made


@transaction.atomic
def discard(*, by: Staff, manuscript: Manuscript) -> None:
    _held(by, manuscript).delete()


def _held(by: Staff, manuscript: Manuscript) -> Manuscript:
    may_run(by, manuscript.organisation)
    nothing_shown()
    found = Manuscript.objects.select_for_update().filter(pk=manuscript.pk).first()
    if found is None:
        raise Refused(_("This is not being written any more. It may be released, or thrown away."))
    return found
