"""An instrument from an XLSForm workbook."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from tandem.instruments import loader
from tandem.instruments.conditions import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Condition,
    Is,
    Not,
    table_of,
)
from tandem.instruments.schema import Instrument, Unsound
from tandem.instruments.xlsform import choices, peer
from tandem.instruments.xlsform.content import Content
from tandem.instruments.xlsform.relevant import NotSaid, parse
from tandem.instruments.xlsform.survey import AreaDraft, ItemDraft, PartDraft, Survey
from tandem.instruments.xlsform.told import Told, Unreadable
from tandem.instruments.xlsform.workbook import (
    BECAME,
    CONSTRUCTS,
    MOST_FAULTS,
    SETTINGS,
    SURVEY,
    Row,
    read_workbook,
)

# Yes or no, a word, and a whole number, as a column of the survey sheet has them.
FLAGS = ("needs_notice", "short_way", "becomes_promise", "told_before")
NAMED = ("mode", "held", "rule", "construct")
WORDS = ("low", "high", "last_time", "before_sitting")
LINKS = ("follows", "pair", "opens_after", "not_asked_after", "leave_it_after")
OTHERS = (
    *("party", "kind", "number", "at_most", "tolerance", "easy_list", "looks", "break_after"),
    "each_first",
)
COLUMNS = frozenset({"type", "name", "relevant", "parameters", "repeat_count"}) | {
    f"tandem_{name}" for name in (*FLAGS, *NAMED, *LINKS, *OTHERS)
}
HIGHEST_VERSION = 1_000_000
# Over all questions: a long list that many of them use grows to more than its file.
MOST_ANSWERS = 20_000


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook holds: the content to store, what it makes, and what was not carried."""

    body: str
    instrument: Instrument
    notes: tuple[Told, ...]


def read(raw: bytes, filename: str = "") -> Read:
    """Raises Unreadable, which says what is wrong at each place. A form without an id is called
    what its file is called."""
    book = read_workbook(raw)
    content = Content(book)
    if not content.faults:
        _Form(content).take(PurePath(filename).stem)
    if not content.faults:
        content.faults.extend(peer.faults_of(book))
    if content.faults:
        raise Unreadable(*content.faults[:MOST_FAULTS])
    body = json.dumps(content.tables, ensure_ascii=False, separators=(",", ":"))
    try:
        instrument = loader.parse(body)
    except (Unsound, ValueError, LookupError) as unsound:
        raise Unreadable(_placed(str(unsound), content)) from None
    return Read(body, instrument, tuple(content.notes))


def _placed(why: str, content: Content) -> Told:
    """What the loader refused, at the row of the question that it names."""
    sentence = _("This does not fit: %(why)s") % {"why": why}
    for row in content.book[SURVEY].rows:
        name = row.get("name")
        if name and re.search(rf"(^|[\s'.]){re.escape(name)}($|[\s:',.])", why):
            return row.told("name", sentence)
    return Told(sentence, SURVEY)


class _Form:
    def __init__(self, content: Content) -> None:
        self.content = content
        self.sheet = content.book[SURVEY]
        self.lists = choices.lists_of(content)
        self.survey = Survey(content, self.lists)
        self.kinds = {item.key: item for item in self._items()}

    def _items(self) -> Iterator[ItemDraft]:
        return (item for area in self.survey.areas for part in area.parts for item in part.items)

    def take(self, called: str) -> None:
        self._settings(called)
        for row in self.content.book[CONSTRUCTS].rows:
            key = choices.key_from(row.get("name"))
            self.content.words(("constructs", key), self.content.book[CONSTRUCTS], row, "label")
        for name, one in self.lists.items():
            if one.is_scale:
                place = ("scales", choices.key_from(name))
                choices.put_choices(self.content, place, "steps", one, easy="easy")
        drawn = sum(len(self.lists[one.choices].rows) for one in self._items() if one.choices)
        if drawn > MOST_ANSWERS:
            sentence = _("All lists in use hold more than %(most)s answers.")
            self.content.faults.append(Told(sentence % {"most": MOST_ANSWERS}, SURVEY))
            return
        if not self.survey.areas and not self.content.faults:
            self.content.faults.append(Told(_("There is no question here."), SURVEY))
        for area in self.survey.areas:
            self._area(area)
        self._became()
        self._not_carried()

    def _settings(self, called: str) -> None:
        sheet = self.content.book[SETTINGS]
        row = next(iter(sheet.rows), Row(SETTINGS, 2, {}))
        title = row.get("form_title")
        name = choices.key_from(row.get("form_id") or called or title or "form")
        self.content.put(("name",), re.sub(r"[._]+", "-", name))
        version = row.get("version")
        if version.isdecimal() and 0 < int(version) < HIGHEST_VERSION:
            self.content.put(("version",), int(version))
        else:
            self.content.put(("version",), 1)
            if version:
                self.content.note(row, "version", _("Versions are 1, 2, 3. This is version 1 now."))
        for language in self.content.languages if title else ():
            column = f"tandem_title ({language})"
            given = title if language == "en" else row.get(column)
            if not given:
                self.content.fault(row, column, _("Words are missing here."))
            self.content.put(("title",), given, language)
        for name in ("line", "licence"):
            self.content.words((name,), sheet, row, f"tandem_{name}")

    def _area(self, area: AreaDraft) -> None:
        place = ("areas", area.key)
        self._named(place, area.row, area.key)
        if area.row:
            self.content.words((*place, "line"), self.sheet, area.row, "hint")
            self._whole(area.row, (*place, "number"), "tandem_number")
            if mode := area.row.get("tandem_mode"):
                self.content.put((*place, "mode"), mode)
            if area.row.get("tandem_each_first") == "yes":
                self.content.put((*place, "each_first"), True)
        if [part.key for part in area.parts] == [area.key]:
            self._items_of(place, area.parts[0])
            return
        for part in area.parts:
            inner = (*place, "parts", part.key.removeprefix(f"{area.key}."))
            self._named(inner, part.row or area.row, area.key)
            if part.at_most > 1:
                self.content.put((*inner, "at_most"), part.at_most)
            self._items_of(inner, part)

    def _named(self, place: tuple[str, ...], row: Row | None, key: str) -> None:
        name = (*place, "name")
        if row and self.content.words(name, self.sheet, row, "label"):
            return
        if row:
            self.content.note(row, "label", _("The group has no words. Its name stands for them."))
        english = self.content.tables["en"]
        title = english.get("title", english["name"])
        for language in self.content.languages:
            said = key.replace("_", " ").replace(".", " ").capitalize() if row else title
            self.content.put(name, said, language)

    def _whole(self, row: Row, place: tuple[str, ...], column: str) -> None:
        given = row.get(column)
        if given.isdecimal() and len(given) < 4:
            self.content.put(place, int(given))
        elif given:
            self.content.fault(row, column, _("A whole number is needed here."))

    def _items_of(self, place: tuple[str, ...], part: PartDraft) -> None:
        for item in part.items:
            self._item((*place, "items", item.key.removeprefix(f"{part.key}.")), part, item)

    def _item(self, place: tuple[str, ...], part: PartDraft, item: ItemDraft) -> None:
        put, row = self.content.put, item.row
        put((*place, "party"), row.get("tandem_party") or "person")
        put((*place, "kind"), item.kind)
        if item.other_of:
            for language in self.content.languages:
                put((*place, "prompt"), _OTHER.get(language, _OTHER["en"])[1], language)
            wanted: Condition = Is(item.other_of.key, "other")
            put((*place, "asked_if"), table_of(self._joined([*self._asked_if(item), wanted])))
            return
        if not self.content.words((*place, "prompt"), self.sheet, row, "label"):
            self.content.fault(row, "label", _("Words are missing here."))
        self.content.words((*place, "easy"), self.sheet, row, "label", easy=True)
        self.content.words((*place, "hint"), self.sheet, row, "hint")
        for name in WORDS:
            self.content.words((*place, name), self.sheet, row, f"tandem_{name}")
        self._answers(place, item)
        for name in FLAGS:
            if row.get(f"tandem_{name}") == "yes":
                put((*place, name), True)
        for name in NAMED:
            if given := row.get(f"tandem_{name}"):
                put((*place, name), given)
        self._whole(row, (*place, "tolerance"), "tandem_tolerance")
        self._links(place, part, item)
        if asked_if := self._asked_if(item):
            put((*place, "asked_if"), table_of(self._joined(asked_if)))

    def _answers(self, place: tuple[str, ...], item: ItemDraft) -> None:
        if item.kind == "ten":
            if "low" not in self._at(place):
                sentence = _("What 0 and 10 mean is not said. They are numbers only.")
                self.content.note(item.row, "tandem_low (en)", sentence)
                for language in self.content.languages:
                    self.content.put((*place, "low"), "0", language)
                    self.content.put((*place, "high"), "10", language)
            easy = self.lists.get(item.row.get("tandem_easy_list"))
            sheet = self.content.book["choices"]
            for row in easy.rows.values() if easy else ():
                number = row.get("name")
                if number not in _TENS:
                    self.content.fault(row, "name", _("A number from 0 to 10 is needed here."))
                self.content.words((*place, "easy_tens", number), sheet, row, "label")
        elif item.kind == "scale":
            self.content.put((*place, "scale"), choices.key_from(item.choices))
        elif item.kind in ("one", "many"):
            given = self.lists[item.choices]
            choices.put_choices(self.content, place, "options", given, easy="easy_options")
            if any(box.other_of is item for box in self._items()):
                for language in self.content.languages:
                    words = _OTHER.get(language, _OTHER["en"])[0]
                    self.content.put((*place, "options", "other"), words, language)

    def _at(self, place: tuple[str, ...]) -> dict[str, Any]:
        found: Any = self.content.tables["en"]
        for key in place:
            found = found[key]
        return dict(found)

    def _links(self, place: tuple[str, ...], part: PartDraft, item: ItemDraft) -> None:
        """Links name other questions of the same part by the form's own names."""

        def local(column: str, name: str) -> str:
            key = self.survey.keys.get(name)
            if key is None or not key.startswith(f"{part.key}."):
                sentence = _("%(name)s is no question of this group.") % {"name": name}
                self.content.fault(item.row, column, sentence)
                return "x"
            return key.removeprefix(f"{part.key}.")

        for name in ("follows", "pair"):
            if given := item.row.get(f"tandem_{name}"):
                self.content.put((*place, name), local(f"tandem_{name}", given))
        if given := item.row.get("tandem_opens_after"):
            found = [local("tandem_opens_after", name) for name in given.split()]
            self.content.put((*place, "opens_after"), found)
        if given := item.row.get("tandem_not_asked_after"):
            for pair in given.split():
                other, _equals, answer = pair.partition("=")
                key = local("tandem_not_asked_after", other)
                self.content.put((*place, "not_asked_after", key), answer)
        if given := item.row.get("tandem_leave_it_after"):
            self.content.put((*place, "leave_it_after"), given.split())
        for name in ("looks", "break_after"):
            for pair in (item.row.get(f"tandem_{name}") or "").split():
                answer, _equals, then = pair.partition("=")
                self.content.put((*place, name, answer), int(then) if then.isdecimal() else then)

    def _asked_if(self, item: ItemDraft) -> list[Condition]:
        found = []
        for row, text in item.relevant:
            if not text:
                continue
            try:
                found.append(self._ours(parse(text)))
            except NotSaid:
                sentence = _("This condition is not carried. The question is always asked.")
                self.content.note(row, "relevant", sentence)
        return found

    @staticmethod
    def _joined(conditions: list[Condition]) -> Condition:
        return conditions[0] if len(conditions) == 1 else AllOf(tuple(conditions))

    def _ours(self, condition: Condition) -> Condition:
        """With keys for the form's names. Raises NotSaid for what is not here."""
        match condition:
            case AllOf(of) | AnyOf(of):
                return type(condition)(tuple(self._ours(one) for one in of))
            case Not(of):
                return Not(self._ours(of))
        item = self.kinds.get(self.survey.keys.get(condition.item) or "")
        if item is None:
            raise NotSaid
        match condition:
            case Is(_item, answer) if item.choices:
                key = self.lists[item.choices].key_of(str(answer))
                if key is None and str(answer) == "other":
                    key = "other"
                if key is None:
                    raise NotSaid
                return Is(item.key, key)
            case Is(_item, str(answer)):
                if not re.fullmatch(r"\d{1,9}", answer) or item.kind not in ("ten", "number"):
                    raise NotSaid
                return Is(item.key, int(answer))
            case Is() | AtLeast() if item.kind not in ("ten", "number"):
                raise NotSaid
            case Is() | AtLeast() | Answered():
                return replace(condition, item=item.key)
        raise NotSaid

    def _became(self) -> None:
        rows: Iterable[Row] = self.content.book[BECAME].rows
        for row in rows:
            what, before, now = row.get("what"), row.get("before").split(), row.get("now").split()
            match what, before, now:
                case "split", [old], _:
                    self.content.put(("became", what, old), now)
                case "moved", [old], [new]:
                    self.content.put(("became", what, old), new)
                case "merged", _, [new]:
                    self.content.put(("became", what, new), before)
                case (("reworded" | "dropped" | "new"), _, _) if len({*before, *now}) == 1:
                    table = self.content.tables["en"].setdefault("became", {})
                    table.setdefault(what, []).extend({*before, *now})
                case _:
                    sentence = _("Say reworded, moved, split, merged, dropped or new, and which.")
                    self.content.fault(row, "what", sentence)

    def _not_carried(self) -> None:
        first: dict[str, Row] = {}
        many: Counter[str] = Counter()
        for row in self.sheet.rows:
            for column in row.cells:
                name = column.partition("::")[0].partition(" ")[0]
                is_known = column in COLUMNS or name in ("label", "hint")
                if not is_known and name.removeprefix("tandem_") not in WORDS:
                    first.setdefault(column, row)
                    many[column] += 1
        sentence = _("This column is not carried. Rows that use it: %(count)s.")
        for column, row in first.items():
            self.content.note(row, column, sentence % {"count": many[column]})
        for row, column in choices.not_carried(self.content):
            self.content.note(row, column, _("This column is not carried."))
        known = ("form_title", "form_id", "version", "default_language")
        for settings in self.content.book[SETTINGS].rows[:1]:
            for column in settings.cells:
                if column not in known and not column.startswith(_SETTINGS):
                    self.content.note(settings, column, _("This column is not carried."))
        if not any(row.get("tandem_party") for row in self.sheet.rows):
            sentence = _("Who answers is not said. All questions are the person's.")
            self.content.tell(Told(sentence, SURVEY, None, "tandem_party"))


_TENS = frozenset(map(str, range(11)))
_SETTINGS = ("tandem_title", "tandem_line", "tandem_licence")
# The answer and the box that a form asks for by "or other", where it has no words for them.
_OTHER = {"en": ("Other", "Say what it is."), "cy": ("Arall", "Dywedwch beth ydyw.")}
