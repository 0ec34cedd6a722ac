"""Two or three ways are put side by side, talked about, one of them is taken, and later it is said
what came of it. Each verb happens once for one act; nothing that was said is changed, and the ways
that were not taken stay."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.people.models import Mode, Person
from tandem.plans import rules
from tandem.plans.actions.plan import cleaned, held_plan, say, stored
from tandem.plans.forks import CAME, CHOICE, FORK, MORE, MOST_WAYS, PARTS, TAKEN, Fork, forks
from tandem.plans.reasons import mode_in
from tandem.plans.requirements import choices
from tandem.voices.actions import Setting
from tandem.voices.models import Kind, Thread
from tandem.voices.queries import said_in

MOST_OPEN = 10
MOST_TOLD = 20  # about one way


@transaction.atomic
def open_fork(
    *,
    person: Person,
    setting: Setting,
    act: UUID,
    party: str,
    words: str,
    ways: Sequence[str],
    goal: str = "",
) -> UUID:
    """`goal` is the id of the goal that it is about, if any; gives the id of the choice."""
    asked = cleaned(words, _("Write what there is to choose."))
    kept = [cleaned(way, "") for way in ways if way.strip()]
    if not 2 <= len(kept) <= MOST_WAYS:
        raise Refused(_("Write two ways at least."))
    thread = held_plan(person)
    new = uuid5(act, "fork")
    if stored(act) is None and len([one for one in _all(thread) if not one.taken]) >= MOST_OPEN:
        raise Refused(_("There is much to choose here. Choose one first."))
    value = {"words": asked, "ways": kept, **({"goal": goal} if goal else {})}
    about = f"{FORK}{new}"
    say(thread, act, setting, kind=Kind.NOTE, about=about, party=party, value=value)
    return new


@transaction.atomic
def add_way(
    *, person: Person, setting: Setting, act: UUID, party: str, fork: UUID, words: str
) -> None:
    thread, found = _held(person, fork)
    value = {"way": cleaned(words, _("Write what it is."))}
    if stored(act) is None and len(found.ways) >= MOST_WAYS:
        raise Refused(_("There are three ways already."))
    about = f"{FORK}{fork}{MORE}"
    say(thread, act, setting, kind=Kind.NOTE, about=about, party=party, value=value)


@transaction.atomic
def say_of_way(
    *,
    person: Person,
    setting: Setting,
    act: UUID,
    party: str,
    fork: UUID,
    way: int,
    part: str,
    words: str,
) -> None:
    """Under one of the headings; the act's id is the line's own."""
    thread, found = _held(person, fork)
    told = next((one for one in found.ways if one.number == way), None)
    if told is None or part not in PARTS or party not in rules.PARTIES:
        raise Refused(_("Choose from the things on this page."))
    if stored(act) is None and len(told.all_told) >= MOST_TOLD:
        raise Refused(_("There is much here. Take something away first."))
    value = {"words": cleaned(words, _("Write something first. A few words are enough."))}
    about = f"{FORK}{fork}/{way}/{part}/{act}"
    say(thread, act, setting, kind=Kind.NOTE, about=about, party=party, value=value)


@transaction.atomic
def take_told_away(
    *, person: Person, setting: Setting, act: UUID, fork: UUID, line: str, by: str
) -> None:
    """It stands no more; what was said is kept in the plan's thread. `by` is who does so."""
    thread, found = _held(person, fork)
    for way in found.ways:
        for part, told in way.told.items():
            one = next((one for one in told if one.id == line), None)
            if one is None:
                continue
            if not rules.may_change(by, one.party):
                raise Refused(
                    _("These are not your words to change. Say what you think of them instead.")
                )
            about = f"{FORK}{fork}/{way.number}/{part}/{line}"
            value = {"words": ""}
            say(thread, act, setting, kind=Kind.NOTE, about=about, party=one.party, value=value)


@transaction.atomic
def say_free(
    *,
    person: Person,
    setting: Setting,
    act: UUID,
    party: str,
    fork: UUID,
    way: int,
    choice: str,
    words: str,
) -> None:
    """Whether the way is free; `words` say who asks for it, where it is not. That a court or a
    licence says how is said in statutory work alone."""
    thread, found = _held(person, fork)
    known = way in [one.number for one in found.ways] and choice in choices()
    if not known or party not in rules.PARTIES:
        raise Refused(_("Choose from the things on this page."))
    is_statutory = mode_in(person.pk, setting.sitting) == Mode.STATUTORY
    if choice == "required" and not is_statutory and stored(act) is None:
        raise Refused(_("Choose from the things on this page."))
    asked_by = "" if choice == "free" else cleaned(words, _("Write who asks for it."))
    value = {"choice": choice, "words": asked_by}
    about = f"{FORK}{fork}/{way}{CHOICE}"
    say(thread, act, setting, kind=Kind.NOTE, about=about, party=party, value=value)


@transaction.atomic
def tell_came(
    *, person: Person, setting: Setting, act: UUID, party: str, fork: UUID, of: UUID, words: str
) -> None:
    """What came of the choice `of`, though another may have been made since; each time it is said
    is kept."""
    thread, found = _held(person, fork)
    taken = next((one for one in found.choices if one.id == of), None)
    if taken is None or party not in rules.PARTIES:
        raise Refused(_("Choose from the things on this page."))
    if stored(act) is None and len(taken.came) >= MOST_TOLD:
        raise Refused(_("There is much here already."))
    value = {"words": cleaned(words, _("Write what came of it.")), "of": str(of)}
    about = f"{FORK}{fork}{CAME}"
    say(thread, act, setting, kind=Kind.NOTE, about=about, party=party, value=value)


@transaction.atomic
def take_way(
    *, person: Person, setting: Setting, act: UUID, party: str, fork: UUID, way: int, words: str
) -> None:
    """`party` is who chooses, and `words` say why. It can be chosen anew at any time."""
    thread, found = _held(person, fork)
    if way not in [one.number for one in found.ways] or party not in (*rules.PARTIES, "both"):
        raise Refused(_("Choose from the things on this page."))
    value = {"taken": way, "words": cleaned(words, _("Say why. A few words are enough."))}
    about = f"{FORK}{fork}{TAKEN}"
    say(thread, act, setting, kind=Kind.NOTE, about=about, party=party, value=value)


def _held(person: Person, fork: UUID) -> tuple[Thread, Fork]:
    thread = held_plan(person)
    found = next((one for one in _all(thread) if one.id == fork), None)
    if found is None:
        raise Refused(_("There is nothing here to choose."))
    return thread, found


def _all(thread: Thread) -> list[Fork]:
    return forks(said_in(thread.pk, kinds=[Kind.NOTE]), {"person": "", "worker": ""})
