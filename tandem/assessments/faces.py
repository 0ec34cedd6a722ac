"""What of a question is in sight while it is folded: what was asked, in short what each said."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.assessments.page import AreaPage
from tandem.assessments.read_page import own_language
from tandem.assessments.rules.sheet import Row
from tandem.assessments.rules.sources import Source
from tandem.assessments.speaker import chosen
from tandem.instruments.schema import Item
from tandem.voices.fold import Said

# Of somebody's own words, or of all that they chose: enough to know it again.
LONGEST = 100


@dataclass(frozen=True, slots=True)
class FaceLine:
    """What one of the two said, or both together."""

    party: str
    who: str
    words: str
    # The language of words that somebody typed.
    language: str
    voiced_by: str
    # Where neither the heading above nor the only sign tells whose line it is.
    is_named: bool
    # Told today for the first time, with the words that say so.
    new: str


def folded(page: AreaPage, row: Row, sitting: UUID) -> list[Row]:
    """What folds away of a row: what was asked, and what follows it up to the first that still
    waits for an answer. Nothing of it where the question itself waits, in any way."""
    if not _is_settled(page, row, sitting) or any(one.waits for one in row.follows):
        return []
    return [row, *takewhile(lambda one: _is_settled(page, one, sitting), row.follows)]


def _is_settled(page: AreaPage, row: Row, sitting: UUID) -> bool:
    """It is answered, both may see it, and nobody has to look at it again. Who did not want to
    answer is asked at the next sitting, and not at this one."""
    if not row.is_said or row.said is None or page.is_waiting(row):
        return False
    is_looked_at = row.overtaken is None and not page.sent.is_wrong(row)
    is_asked_anew = page.again == row.item.key or (row.is_passed and row.said.sitting != sitting)
    return is_looked_at and not is_asked_anew


def face_of(page: AreaPage, row: Row, sitting: UUID, *, is_easy: bool) -> list[FaceLine]:
    """Both marks stand at the person's question, where the two are compared; the person's first."""
    told = [(row.item, row.said)] if row.said else []
    if row.other and row.item.party == "person":
        told.append((page.instrument.item(row.item.pair or ""), row.other))
    lines = [
        _line(
            page, item, said, sitting, is_easy=is_easy and item is row.item, is_pair=len(told) > 1
        )
        for item, said in told
    ]
    return [line for line in lines if line.words]


def _line(
    page: AreaPage, item: Item, said: Said, sitting: UUID, *, is_easy: bool, is_pair: bool
) -> FaceLine:
    is_passed, who = said.kind == "pass", page.voice_of(said)
    is_new = said.source == Source.NEW and said.sitting == sitting and not is_passed
    return FaceLine(
        party=said.party,
        who=who,
        words=_("Not answering today.") if is_passed else _short(page, item, said, is_easy=is_easy),
        language=own_language(item, said),
        voiced_by=said.voiced_by,
        is_named=is_pair or bool(page.earlier_worker(said)),
        new=page.source_of(said) if is_new else "",
    )


def _short(page: AreaPage, item: Item, said: Said, *, is_easy: bool) -> str:
    if said.is_erased:
        return _("These words were erased.")
    if item.kind == "ten" and not is_easy:
        return _("%(num)s of 10") % {"num": said.value}
    found = chosen(item, said.value) if is_easy else None
    if found is not None:
        keys = [one.key for one in found] if isinstance(found, tuple) else [str(said.value)]
        easy = dict(page.say.easy_choices(item, found))
        words = "; ".join(easy[key] for key in keys if key in easy)
    else:
        words = page.say.answer(item, said.value)
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
