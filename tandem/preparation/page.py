"""What the person's own pages show: the same questions in the same words, and their drafts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils import timezone
from markupsafe import Markup

from tandem.assessments.forms.answers import Sent
from tandem.assessments.queries import existing_sheet, instrument_of, newest_release, released
from tandem.assessments.rows import written
from tandem.assessments.rules.sheet import Row, Sheet, may_be_alone, sheet
from tandem.assessments.speaker import Speaker, chosen
from tandem.assessments.stencils import drawn, filled
from tandem.instruments.easy import has_pictures
from tandem.instruments.schema import Area, Instrument, Item
from tandem.people.models import Person
from tandem.people.queries import mode_of
from tandem.preparation.models import Draft, Preparation
from tandem.voices.fold import Said


def may_offer(stands: Sheet, item: Item) -> bool:
    return may_be_alone(item) and stands.is_open(item)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what follows it."""

    item: Item
    follows: tuple[Item, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return (self.item, *self.follows)


@dataclass(frozen=True, slots=True)
class AreaLine:
    area: Area
    name: str
    line: str
    # How many answers only the person has, and how many were shared.
    own: int
    shared: int


@dataclass(frozen=True, slots=True)
class Written:
    """One draft in words."""

    draft: Draft
    area: str
    prompt: str
    words: str


@dataclass(slots=True)
class Notes:
    """Everything that may be asked here, with the drafts that stand."""

    instrument: Instrument
    mode: str
    say: Speaker
    drafts: Mapping[str, Draft]
    stands: Sheet
    is_easily_read: bool

    def areas(self) -> Iterator[Area]:
        for area in self.instrument.areas:
            if area.is_open_in(self.mode) and self.items(area):
                yield area

    def items(self, area: Area) -> list[Item]:
        return [item for item in area.items if may_offer(self.stands, item)]

    def asked(self, area: Area, wrong: Collection[str] = ()) -> list[Asked]:
        """The questions of an area that are asked now; what was not taken stands here too."""
        rows = [row for part in area.parts for row in self.stands.rows(part, "person")]
        return [
            Asked(row.item, tuple(one.item for one in row.follows if self._is_asked(one, wrong)))
            for row in rows
            if self._is_asked(row, wrong)
        ]

    def _is_asked(self, row: Row, wrong: Collection[str]) -> bool:
        return may_offer(self.stands, row.item) and (row.is_asked or row.item.key in wrong)

    def lines(self) -> list[AreaLine]:
        return [
            AreaLine(
                area=area,
                name=self.say.say(area.name),
                line=self.say.say(area.line),
                own=sum(1 for one in own if one.shared_at is None),
                shared=sum(1 for one in own if one.shared_at),
            )
            for area in self.areas()
            for own in [[self.drafts[i.key] for i in area.items if i.key in self.drafts]]
        ]

    @property
    def unshared(self) -> list[Written]:
        found = [
            (area, item, self.drafts[item.key])
            for area in self.areas()
            for item in self.items(area)
            if item.key in self.drafts
        ]
        return [
            Written(
                draft=draft,
                area=self.say.say(area.name),
                prompt=self._in_full(item),
                words=self.say.answer(item, draft.value),
            )
            for area, item, draft in found
            if draft.shared_at is None
        ]

    def own(self, asked: Asked) -> list[Draft]:
        return [self.drafts[item.key] for item in asked.items if item.key in self.drafts]

    def is_easy(self, item: Item) -> bool:
        return self.is_easily_read and item.easy is not None

    def has_easy(self, area: Area) -> bool:
        return any(item.easy for item in self.items(area))

    def prompt(self, item: Item) -> str:
        return self.say.say(item.easy if self.is_easy(item) else item.prompt)

    def _in_full(self, item: Item) -> str:
        """With the question that it follows, without which it may say little."""
        before = [self.instrument.item(item.follows)] if item.follows else []
        return " ".join(self.prompt(one) for one in (*before, item))

    def draw(self, item: Item, sent: Sent, *, is_inner: bool = False) -> Markup:
        """The same controls as on the sheet."""
        draft = self.drafts.get(item.key)
        value = sent.value(item, draft.value if draft else None)
        given = {
            "item": item,
            "value": chosen(item, value),
            "other": None,
            "language": draft.language if draft and "words" in item.kind else "",
            "is_easy": self.is_easy(item),
            "is_pictured": self.is_easy(item) and has_pictures(self.instrument),
            "is_said": False,
            "is_earlier": False,
            "is_prepared": False,
            "has_before": False,
            "is_overtaken": False,
            "is_new": False,
            "sources": (),
            "is_inner": is_inner,
        }
        holes = {"act": uuid4(), "was": draft.pk if draft else 0, **written(item, value)}
        if error := sent.errors.get(item.key):
            return drawn("answered", self.say, holes, **given, error=error)
        return filled("answered", self.say, holes, **given)


def notes_of(preparation: Preparation, person: Person, language: str) -> Notes:
    thread = existing_sheet(person)
    instrument = instrument_of(thread) if thread else released(newest_release())
    drafts = {draft.about: draft for draft in preparation.drafts.all()}
    mode = mode_of(person)
    names = {
        "person": person.called,
        "worker": preparation.worker.called,
        "organisation": person.organisation.name,
    }
    return Notes(
        instrument=instrument,
        mode=mode,
        say=Speaker(language, names),
        drafts=drafts,
        is_easily_read=preparation.is_easy,
        stands=sheet(instrument, mode, [_said(draft) for draft in drafts.values()]),
    )


def _said(draft: Draft) -> Said:
    """As if it stood on the sheet: some questions are asked after others."""
    return Said(
        id=UUID(int=draft.pk),
        seq=draft.pk,
        kind="answer",
        about=draft.about,
        party="person",
        value=draft.value,
        typed_by="person",
        language=draft.language,
        happened_on=timezone.localdate(draft.written_at),
        recorded_at=draft.written_at,
    )
