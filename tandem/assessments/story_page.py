"""The story of one thing as its pages tell it: sitting by sitting, in the words that were said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.assessments.differences_page import (
    RemarkLine,
    outcome_sentences,
    question_of,
    remark_line,
)
from tandem.assessments.names import name_of, typist_of
from tandem.assessments.read_page import own_language
from tandem.assessments.rules.differences import Gap, gaps
from tandem.assessments.rules.story import Moment, Part, keys_of, story
from tandem.assessments.rules.talks import WHERE
from tandem.assessments.sources import own_source
from tandem.assessments.speaker import Speaker
from tandem.assessments.talk_page import NoteLine, author_of, note
from tandem.instruments.schema import Instrument, Item
from tandem.sittings.models import Held, Sitting
from tandem.voices.fold import Said


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One moment. Which fields are filled depends on what it was."""

    part: str
    party: str
    name: str
    at: datetime
    typed_by: str = ""
    voiced_by: str = ""
    source: str = ""
    # What was asked, what was answered, and what the same party had answered before.
    question: str = ""
    words: str = ""
    language: str = ""
    before: str = ""
    sentences: tuple[str, ...] = ()
    talk: tuple[NoteLine, ...] = ()
    talk_id: UUID | None = None
    remark: RemarkLine | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """What was said on one day in one sitting, or in none."""

    on: date
    held: str
    lines: list[StoryLine]

    @property
    def talks(self) -> list[UUID]:
        return [line.talk_id for line in self.lines if line.talk_id]


@dataclass(frozen=True, slots=True)
class Story:
    about: str
    area: str
    place: str
    question: str
    # How the two marks lie now; "" where nothing is compared.
    gap: str
    chapters: list[Chapter]
    # The items that it is about.
    keys: tuple[str, ...]


def story_page(
    instrument: Instrument,
    said: Sequence[Said],
    say: Speaker,
    about: str,
    *,
    is_statutory: bool,
) -> Story:
    """`said` is what is open of the sheet. LookupError where `about` is no item of it."""
    keys = keys_of(instrument, about)
    first = instrument.item(keys[0])
    gap = gaps(instrument, said).get(first.key)
    moments = story(instrument, said, about)
    lines = list(_lines(instrument, say, moments, gap, is_statutory=is_statutory))
    held = _held({one.entry.sitting for one in moments if one.entry.sitting})
    area = instrument.area_of(first.key)
    return Story(
        about=first.key,
        area=area.key,
        place=_place(instrument, first, say),
        question=say.say(first.prompt),
        gap=say.gap(instrument, gap) if gap else "",
        chapters=_chapters(moments, lines, held),
        keys=keys,
    )


def _chapters(
    moments: Sequence[Moment], lines: Sequence[StoryLine], held: Mapping[UUID, str]
) -> list[Chapter]:
    found: list[Chapter] = []
    last: object = None
    for moment, line in zip(moments, lines, strict=True):
        entry = moment.entry
        now = (entry.sitting, entry.happened_on)
        if now != last:
            how = held.get(entry.sitting, "") if entry.sitting else _("At the desk")
            found.append(Chapter(entry.happened_on, how, []))
            last = now
        found[-1].lines.append(line)
    return found


def _held(sittings: Collection[UUID]) -> dict[UUID, str]:
    found = Sitting.objects.filter(pk__in=sittings).values_list("pk", "held")
    return {pk: str(Held(held).label) for pk, held in found}


def _place(instrument: Instrument, item: Item, say: Speaker) -> str:
    area = instrument.area_of(item.key)
    name = say.say(area.name)
    part = instrument.part_of(item.key)
    return f"{name}: {say.say(part.name)}" if part and len(area.parts) > 1 else name


def _lines(
    instrument: Instrument,
    say: Speaker,
    moments: Sequence[Moment],
    gap: Gap | None,
    *,
    is_statutory: bool,
) -> Iterator[StoryLine]:
    opened = {one.talk.id: one.talk for one in moments if one.talk}
    for moment in moments:
        entry = moment.entry
        name = name_of(entry, say.names)
        line = partial(
            StoryLine,
            moment.part,
            entry.party,
            name,
            entry.recorded_at,
            voiced_by=entry.voiced_by,
        )
        match moment.part:
            case Part.ANSWER if moment.item:
                then = say.as_then(entry.author)
                yield line(
                    typed_by=typist_of(entry, say.names),
                    question=then.say(moment.item.prompt),
                    words=_answer(then, moment.item, entry),
                    language=own_language(moment.item, entry),
                    source=own_source(entry, say.names),
                    before=_answer(then, moment.item, moment.before) if moment.before else "",
                )
            case Part.REMARK if moment.remark:
                yield line(
                    typed_by=typist_of(entry, say.names),
                    words=_("These words were erased.") if entry.is_erased else "",
                    remark=remark_line(
                        question_of(instrument, entry.about, say), moment.remark, say
                    ),
                )
            case Part.TALK if moment.talk:
                lines = tuple(note(moment.talk, gap, say)) if gap else ()
                yield line(talk=lines, talk_id=moment.talk.id)
            case Part.END if moment.end:
                talk = opened.get(moment.end.talk) if moment.end.talk else None
                worker = author_of(talk, WHERE, "both") if talk else entry.author
                sentences = outcome_sentences(
                    say.as_then(worker),
                    moment.end,
                    is_risk=is_statutory and gap is not None and gap.is_about_risk,
                )
                yield line(sentences=tuple(sentences))
            case Part.HEARD if moment.end:
                asked = _("We asked someone else: %(who)s.") % {"who": moment.end.who}
                yield line(
                    typed_by=typist_of(entry, say.names),
                    question=asked,
                    words=entry.value["words"],
                    language=entry.language,
                )
            case _:
                again = _("It was answered again. So it was open again.")
                yield line(sentences=(again,))


def _answer(say: Speaker, item: Item, entry: Said) -> str:
    if entry.is_erased:
        return _("These words were erased.")
    return _("Not answering today.") if entry.kind == "pass" else say.answer(item, entry.value)
