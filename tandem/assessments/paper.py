"""The sheet on paper: blank to write on, or as it stood, in the language of the person's pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from tandem.assessments.differences_page import (
    RemarkLine,
    lines_on_paper,
    question_of,
    remark_line,
)
from tandem.assessments.levels_page import LevelSeen, levels_seen
from tandem.assessments.names import name_of, typist_of, was_prepared
from tandem.assessments.read_page import has_marked
from tandem.assessments.rules.differences import gaps
from tandem.assessments.rules.remarks import item_in, remarks
from tandem.assessments.rules.sheet import Row, Sheet, may_be_alone
from tandem.assessments.sources import own_source, source_of
from tandem.assessments.speaker import Speaker
from tandem.documents.sheet_page import (
    BlankArea,
    BlankItem,
    BlankSheet,
    FilledArea,
    FilledRow,
    FilledSheet,
    PrintedLevel,
    View,
)
from tandem.documents.words import Words
from tandem.instruments.schema import Area, Instrument, Item, Part
from tandem.levels.models import Level
from tandem.people.models import Person
from tandem.sittings.models import Held, Sitting
from tandem.ui.jinja import day
from tandem.ui.pictures import on_paper
from tandem.voices.fold import Said

# Lines to write on under a question in own words.
LINES = 3
# Signs of an instrument's digest that name it on paper.
CODE = 8


def blank_sheet(
    person: Person,
    say: Speaker,
    instrument: Instrument,
    stands: Sheet,
    today: date,
    only: Collection[str] = (),
    *,
    is_own: bool = False,
    is_easy: bool = False,
) -> BlankSheet:
    """Every question that is open in this mode; `only` narrows it to some areas. `is_own` is for
    the person to fill in alone: their side, without what asks for the notice first. `is_easy` asks
    their side in Easy Read, with its pictures."""
    areas = [
        area
        for area in instrument.areas
        if stands.is_area_open(area) and (not only or area.key in only)
    ]
    blank = [_blank_area(say, instrument, stands, area, is_own, is_easy) for area in areas]
    first = instrument.prompt("first_time")
    return BlankSheet(
        language=say.language,
        title=_("Our sheet"),
        person=say.names["person"],
        worker=say.names["worker"],
        organisation=person.organisation.name,
        printed_on=today,
        version_code=instrument.digest[:CODE],
        areas=tuple(area for area in blank if area.person_items or not is_own),
        before=_before_alone(say)
        if is_own
        else tuple(say.say(line.words) for line in first.lines_for(stands.mode)),
        is_practice=person.is_practice,
        is_easy=is_easy,
    )


def _before_alone(say: Speaker) -> tuple[str, ...]:
    worker = say.names["worker"]
    return (
        _("You can fill this in alone, before you meet %(worker)s. Leave out what you like.")
        % {"worker": worker},
        _("It is yours. You choose what you show to %(worker)s.") % {"worker": worker},
    )


def _blank_area(
    say: Speaker, instrument: Instrument, stands: Sheet, area: Area, is_own: bool, is_easy: bool
) -> BlankArea:
    asked: dict[str, list[BlankItem]] = {"person": [], "worker": [], "both": []}
    is_noticed = False
    for item in area.items:
        if not stands.is_open(item):
            continue
        if is_own and not may_be_alone(item):
            continue
        notice = ""
        if item.needs_notice and not is_noticed:
            is_noticed = True
            easy = say.easy_notice(instrument, stands.mode) if is_easy else ()
            lines = easy or instrument.prompt("notice").lines_for(stands.mode)
            notice = ("\n" if easy else " ").join(say.say(line.words) for line in lines)
        as_easy = is_easy and item.easy is not None
        asked[item.party].append((_easy_item if as_easy else _blank_item)(say, item, notice))
    shown = say.easy_area(instrument, area) if is_easy else None
    return BlankArea(
        name=say.say(area.name),
        line=say.say(shown.words if shown else area.line),
        picture=on_paper(shown.picture) if shown else b"",
        person_items=tuple(asked["person"]),
        worker_items=tuple(asked["worker"]),
        both_items=tuple(asked["both"]),
        worker_note=say.sentence(instrument, "worker.open"),
    )


def _blank_item(say: Speaker, item: Item, notice: str) -> BlankItem:
    words = tuple(say.say(choice.words) for choice in item.choices)
    return BlankItem(
        prompt=say.say(item.prompt),
        hint=say.say(item.hint),
        notice=notice,
        choices=words if item.kind in ("one", "many") else (),
        takes_many=item.kind == "many",
        steps=words if item.kind == "scale" else (),
        ends=(say.say(item.low), say.say(item.high)) if item.kind == "ten" else None,
        write_lines=LINES if item.kind in ("words", "words_and_date") else 0,
        asks_day=item.kind in ("date", "words_and_date"),
        may_be_left=item.party == "person",
    )


def _easy_item(say: Speaker, item: Item, notice: str) -> BlankItem:
    """With fewer answers, a box and a picture each: what is a line of steps or numbers, too."""
    answers, pictures = say.easy_choices(item, None), say.pictures(item)
    return BlankItem(
        prompt=say.say(item.easy),
        notice=notice,
        choices=tuple(words for _key, words in answers),
        picture=on_paper(say.picture(item)),
        pictures=tuple(on_paper(pictures.get(key, "")) for key, _words in answers),
        takes_many=item.kind == "many",
        write_lines=LINES if item.kind == "words" else 0,
    )


def filled_sheet(
    person: Person,
    sitting: Sitting,
    say: Speaker,
    stands: Sheet,
    said: Sequence[Said],
    today: date,
    levels: Sequence[Level] = (),
) -> FilledSheet:
    """Everything that stood at the end of a sitting, both voices side by side; `levels` are what
    others worked out, as they stand today."""
    instrument = stands.instrument
    sentences = {about: say.gap(instrument, gap) for about, gap in gaps(instrument, said).items()}
    remarked: dict[str, list[RemarkLine]] = {}
    for one in remarks(instrument, said):
        if not one.entry.is_erased:
            line = remark_line(question_of(instrument, one.about, say), one, say)
            remarked.setdefault(item_in(one.about), []).append(line)
    areas = []
    for area in instrument.areas:
        parts = [_part_rows(say, stands, part, sentences, remarked) for part in area.parts]
        rows = [row for part in parts for row in part]
        rows += _taken_off(say, stands, area, remarked)
        if rows:
            shown = say.easy_area(instrument, area) if sitting.is_easy else None
            under = say.say(shown.words if shown else area.line)
            drawn = on_paper(shown.picture) if shown else b""
            areas.append(FilledArea(say.say(area.name), under, tuple(rows), drawn))
    return FilledSheet(
        language=say.language,
        title=_("Our sheet"),
        person=say.names["person"],
        worker=say.names["worker"],
        organisation=person.organisation.name,
        sat_on=sitting.held_on,
        printed_on=today,
        version_code=instrument.digest[:CODE],
        areas=tuple(areas),
        how_held=str(Held(sitting.held).label),
        is_practice=person.is_practice,
        levels=tuple(_level(one) for one in levels_seen(levels, said, say, today)),
    )


def _told(remarked: Iterable[RemarkLine]) -> tuple[tuple[str, Words], ...]:
    return tuple(
        (name, Words(words, language)) for name, words, language in lines_on_paper(remarked)
    )


def _level(one: LevelSeen) -> PrintedLevel:
    line = one.line
    return PrintedLevel(
        f"{line.about}: {line.step}" if line.step else line.about,
        tuple(sentence for sentence in (*line.meaning, line.made_of) if sentence),
        line.origin,
        _told(one.remarks),
    )


def _taken_off(
    say: Speaker, stands: Sheet, area: Area, remarked: Mapping[str, Sequence[RemarkLine]]
) -> Iterator[FilledRow]:
    """What somebody sees differently in a child, a debt that is no more stays on paper too."""
    for part in area.parts:
        lines = [line for item in part.items for line in remarked.get(item.key, ())]
        if lines and not stands.is_there(part):
            name = f"{say.say(part.name)}: {_('Taken off.')}"
            yield FilledRow(name, remarks=_told(lines))


def _part_rows(
    say: Speaker,
    stands: Sheet,
    part: Part,
    sentences: Mapping[str, str],
    remarked: Mapping[str, Sequence[RemarkLine]],
) -> list[FilledRow]:
    mine = {row.item.key: row for row in stands.rows(part, "person")}
    theirs = {row.item.key: row for row in stands.rows(part, "worker") if row.is_asked}

    def told(*rows: Row | None) -> tuple[tuple[str, Words], ...]:
        """With "I see this differently", about these items and their words."""
        keys = [
            item.key for row in rows if row for item in (row.item, *(r.item for r in row.follows))
        ]
        return _told(line for key in keys for line in remarked.get(key, ()))

    found = []
    for row in mine.values():
        other = theirs.pop(row.item.pair, None) if row.item.pair else None
        person = _view(say, stands, row)
        worker = _view(say, stands, other) if other else None
        if person or worker or told(row, other):
            asked, gap = say.say(row.item.prompt), sentences.get(row.item.key, "")
            found.append(FilledRow(asked, person, worker, gap, told(row, other)))
    for row in theirs.values():
        worker = _view(say, stands, row)
        if worker or told(row):
            found.append(FilledRow(say.say(row.item.prompt), worker=worker, remarks=told(row)))
    for row in stands.rows(part, "both"):
        both = _view(say, stands, row)
        if both or told(row):
            found.append(FilledRow(say.say(row.item.prompt), both=both, remarks=told(row)))
    return found


def _view(say: Speaker, stands: Sheet, row: Row) -> View | None:
    """A mark with the words that belong to it; None where nothing was said."""
    if row.waits or any(inner.waits for inner in row.follows):
        return View(note=has_marked(say, row.item.party))
    if row.is_passed:
        return View(note=_("Not answering today"))
    own = [inner for inner in row.follows if inner.is_said and not inner.is_passed]
    if not row.is_said and not own:
        return None
    is_words = row.item.kind in ("words", "words_and_date")
    marks = [] if is_words or not row.is_said else [say.answer(row.item, row.value)]
    told = [row] if is_words and row.is_said else []
    for inner in own:
        if inner.item.kind in ("words", "words_and_date"):
            told.append(inner)
        else:
            marks.append(say.answer(inner.item, inner.value))
    words = "\n".join(say.answer(one.item, one.value) for one in told)
    language = told[0].said.language if told and told[0].said else ""
    return View(
        mark="; ".join(marks),
        words=Words(words, language) if words else None,
        note=_how(say, stands, row, own),
    )


def _how(say: Speaker, stands: Sheet, row: Row, own: Sequence[Row]) -> str:
    """Whose words they are if not plain, where they are from, and of which day."""
    said = row.said if row.is_said else own[0].said
    if said is None:
        return ""
    name = name_of(said, say.names)
    how = [_("spoken by %(name)s") % {"name": said.voiced_by}] if said.voiced_by else []
    if said.party == "worker" and name != say.names["worker"]:
        how.append(_("said by %(name)s") % {"name": name})
    elif was_prepared(said):
        how.append(_("written before we met"))
    elif hands := typist_of(said, say.names):
        how.append(_("typed by %(name)s") % {"name": hands})
    told = [one for one in (row, *own) if one.said and one.said.source]
    if said.party == "worker":
        how.append(source_of(stands.instrument, stands.spoken, said, say.names))
    elif told and told[0].said:
        how.append(own_source(told[0].said, say.names))
    return ", ".join([*filter(None, how), day(said.happened_on)])
