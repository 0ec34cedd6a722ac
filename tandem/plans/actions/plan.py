"""What every verb of the plan does: hold the thread, know a repeat, append, leave its event."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.assessments.actions.summary import keep_summary
from tandem.audit.models import Verb
from tandem.lib.refused import Refused
from tandem.lib.text import typed
from tandem.people.access import shown
from tandem.people.models import Person
from tandem.plans import rules
from tandem.plans.asks import counted
from tandem.privacy.screen import closed
from tandem.voices.actions import Setting, append, open_thread
from tandem.voices.models import Act, Kind, Party, Thread
from tandem.voices.queries import said_in


def held_plan(person: Person) -> Thread:
    """The person's plan, held for this transaction, so that what is read here still stands when
    it is written."""
    return held(open_thread(person, kind="plan").pk)


def held(thread: UUID) -> Thread:
    rows = Thread.objects.select_related("person").defer(*closed(Person, "person"))
    return rows.select_for_update(no_key=True).get(pk=thread)


def stored(act: UUID) -> Mapping[str, Any] | None:
    """What an earlier act with this id said, if there was one."""
    found = Act.objects.select_related("entry__saying").filter(pk=act).first()
    saying = getattr(found.entry, "saying", None) if found else None
    return saying.value if saying and isinstance(saying.value, dict) else None


def say(
    thread: Thread,
    act: UUID,
    setting: Setting,
    *,
    kind: Kind,
    about: str,
    party: str,
    value: Mapping[str, Any],
    asked: Mapping[str, Any] | None = None,
) -> bool:
    """Append, once for one act. False for a repeat, which changes nothing.

    `asked` is what the act itself wants changed. The rest of the value may have moved on between
    an act and its repeat, so a repeat is known by what it asks.
    """
    before = stored(act)
    wanted = value if asked is None else asked
    if before is not None and all(before.get(key) == wanted[key] for key in wanted):
        value = before
    appended = append(
        thread.pk, act, setting, kind=kind, about=about, party=Party(party), value=dict(value)
    )
    if not appended.is_repeat:
        shown(setting.by, [thread.person_id], what=f"plan: {kind}", verb=Verb.ALTER)
    return not appended.is_repeat


def keep_counts(thread: Thread) -> None:
    """Bring what the plan adds to "My people" up to its thread, which is held."""
    keep_summary(thread, counted(said_in(thread.pk, kinds=[Kind.DIFFER, Kind.ASK, Kind.NOTE])))


def cleaned(words: str, empty: str) -> str:
    """What may be stored of the words; refused when nothing is left or when there is no end."""
    kept = typed(words)
    if not kept:
        raise Refused(empty)
    if len(kept) > rules.LONGEST:
        raise Refused(
            _("That is too long. Please use %(most)s letters at most.") % {"most": rules.LONGEST}
        )
    return kept
