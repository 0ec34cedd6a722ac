"""The card that a person is given: how to say "I see this differently", what happens next, what it
cannot be used for, and who can help. It says nothing of anyone, so everyone may read it.

It is told in two ways: in plain words, and in Easy Read, one short line at a time.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tandem.documents.card_page import CardPage, CardPart, print_card
from tandem.people.models import ANSWER_WITHIN, Organisation
from tandem.ui.pictures import on_paper


def card(organisation: Organisation | None, *, is_easy: bool) -> CardPage:
    """In the language of the page. Who helps is said in the organisation's own words."""
    days = organisation.answer_within if organisation else ANSWER_WITHIN
    told = _easy(days) if is_easy else _plain(days)
    language = (get_language() or "en")[:2]
    own = ""
    if organisation:
        own = organisation.who_can_help_cy if language == "cy" else organisation.who_can_help
    help_lines = [line.strip() for line in own.splitlines() if line.strip()]
    help_lines += [
        _("You can bring someone with you."),
        _("You can ask for someone else to talk with you."),
    ]
    pictures = (*["phone"] * (len(help_lines) - 2), "family", "help") if is_easy else ()
    return CardPage(
        language=language,
        title=_("I see this differently"),
        organisation=organisation.name if organisation else "",
        parts=(*told, CardPart(_("Who can help?"), tuple(help_lines), pictures)),
        is_easy=is_easy,
    )


def _plain(days: int) -> tuple[CardPart, ...]:
    within = _("Your worker answers you. You get the day. It is at most %(days)s working days.")
    return (
        CardPart(
            _("How do I say it?"),
            (
                _("Press “I see this differently”. It is under each thing that is written."),
                _("Or say it out loud. Your words are written down as you say them."),
                _("You can say it about the plan, too."),
            ),
        ),
        CardPart(
            _("What happens next?"),
            (
                _("Your words stand next to it. They do not change it. It does not change them."),
                within % {"days": days},
                _("Is that it? You can say so. Or say that you still see it differently."),
                _("You can also talk about it together. You can stop at any time."),
                _("You do not have to agree. Both views can stay."),
            ),
        ),
        CardPart(
            _("What can it not be used for?"),
            (
                _("It is not held against you. It does not break a rule of your order."),
                _("Nobody gets marks for how often you two agree."),
                _("Your worker may have to make a call on risk. Your view goes with it."),
            ),
        ),
    )


def _easy(days: int) -> tuple[CardPart, ...]:
    return (
        CardPart(
            _("How do I say it?"),
            (
                _("Press the words: I see this differently."),
                _("Or just say it."),
                _("We write down your words."),
            ),
            ("screen", "speech", "pen"),
        ),
        CardPart(
            _("What happens next?"),
            (
                _("We keep your words."),
                _("Your worker answers you."),
                _("This takes %(days)s working days or less.") % {"days": days},
                _("Is the answer right? You can say yes or no."),
                _("You do not have to agree."),
            ),
            ("lock", "talk", "days", "yes", "same"),
        ),
        CardPart(
            _("What can it not be used for?"),
            (
                _("You are not in trouble for it."),
                _("It breaks no rule."),
                _("Your worker may still decide about risk."),
                _("Your words stay next to that."),
            ),
            ("thumb-up", "list", "shield", "together"),
        ),
    )


@lru_cache(maxsize=64)
def printed(page: CardPage) -> bytes:
    """Set once for all who ask: it is the same for everyone."""
    parts = tuple(
        replace(part, drawings=tuple(map(on_paper, part.pictures))) for part in page.parts
    )
    return print_card(replace(page, parts=parts))
