"""Why there is no goal for something that comes first, in either voice."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.people.models import Person
from tandem.plans import rules
from tandem.plans.actions.plan import cleaned, held_plan, say
from tandem.plans.coverage import WHY_NOT
from tandem.voices.actions import Setting
from tandem.voices.models import Kind


@transaction.atomic
def say_why_not(
    *, person: Person, setting: Setting, act: UUID, party: str, area: str, words: str
) -> None:
    """The newest of each party stands; what was said before is kept."""
    if party not in rules.WHO:
        raise Refused(_("Choose who says it."))
    thread = held_plan(person)
    value = {"words": cleaned(words, _("Write why there is no goal."))}
    say(thread, act, setting, kind=Kind.NOTE, about=WHY_NOT + area, party=party, value=value)
