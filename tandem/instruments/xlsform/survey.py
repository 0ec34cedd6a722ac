"""The sheet of questions, read into areas, parts and items with keys of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tandem.instruments.xlsform.choices import ChoiceList, key_from
from tandem.instruments.xlsform.content import Content
from tandem.instruments.xlsform.languages import columns_of
from tandem.instruments.xlsform.workbook import Row

# Groups within groups: an area, its parts, and no more.
DEEPEST = 10
# How often a part may be answered where the form says no number.
MANY_TIMES = 20

_BEGIN = re.compile(r"begin[ _](group|repeat)$")
_END = re.compile(r"end[ _](group|repeat|loop)$")
_LOOP = re.compile(r"begin[ _]loop over (\S+)$")
_SELECT = re.compile(
    r"(?P<how>select[ _]one|select[ _]multiple|select all that apply)(?: from)? +(?P<list>\S+)"
    r"(?P<other> or[ _](?:specify[ _])?other)?$"
)
_TEN = re.compile(r"start=0 end=10(?: step=1)?$")
KINDS = {"text": "words", "string": "words", "integer": "number", "int": "number", "date": "date"}


@dataclass(slots=True)
class ItemDraft:
    row: Row
    kind: str
    choices: str = ""
    key: str = ""
    # The conditions of its groups and its own, as the form writes them.
    relevant: list[tuple[Row, str]] = field(default_factory=list)
    # This is the box for words of that item's answer "other".
    other_of: ItemDraft | None = None


@dataclass(slots=True)
class PartDraft:
    key: str
    row: Row | None
    at_most: int = 1
    items: list[ItemDraft] = field(default_factory=list)


@dataclass(slots=True)
class AreaDraft:
    key: str
    row: Row | None
    parts: list[PartDraft] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    row: Row
    what: str
    made: AreaDraft | PartDraft | None = None


class Survey:
    """One walk over the rows."""

    def __init__(self, content: Content, lists: dict[str, ChoiceList]) -> None:
        self.content, self.lists = content, lists
        self.areas: list[AreaDraft] = []
        self.stack: list[_Group] = []
        # The form's name of each question to its key; two of one name have none.
        self.keys: dict[str, str | None] = {}
        for row in self._unrolled(content.book["survey"].rows):
            self._take(row)
        for group in self.stack:
            content.fault(group.row, "type", _("This group is not closed."))
        for area in self.areas:
            area.parts = [part for part in area.parts if part.items]
            self._name(area)
        self.areas = [area for area in self.areas if area.parts]

    def _name(self, area: AreaDraft) -> None:
        """Keys for the parts and items of an area, now that all of them are known."""
        for part in area.parts:
            if part.row is None:
                part.key = area.key if len(area.parts) == 1 else part.key
            taken: list[str] = []
            for item in part.items:
                name = item.row.get("name")
                local = key_from(name.removeprefix(f"{part.key}."))
                of = item.other_of
                item.key = f"{of.key}.other" if of else key_from(f"{part.key}.{local}", taken)
                taken.append(item.key)
                if of:
                    continue
                if item.key != name and item.key != f"{part.key}.{name}":
                    sentence = _("This is called %(key)s here.")
                    self.content.note(item.row, "name", sentence % {"key": item.key})
                self.keys[name] = None if name in self.keys else item.key

    def _unrolled(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, with each loop over a list written out: one group for each of its answers."""
        loop: tuple[Row, ChoiceList] | None = None
        held: list[Row] = []
        for row in rows:
            kind = _type_of(row)
            if found := _LOOP.match(kind):
                if loop is None and found[1] in self.lists:
                    loop, held = (row, self.lists[found[1]]), []
                else:
                    self.content.fault(row, "type", _("There is no list of this name."))
            elif loop and re.match(r"end[ _]loop$", kind):
                yield from self._turns(*loop, held)
                yield Row(row.sheet, row.number, {"type": "end_group"})
                loop = None
            elif loop:
                held.append(row)
            else:
                yield row
        if loop:
            self.content.fault(loop[0], "type", _("This group is not closed."))

    def _turns(self, row: Row, over: ChoiceList, held: list[Row]) -> Iterator[Row]:
        sentence = _("The loop is written out: one group for each of %(count)s answers.")
        self.content.note(row, "type", sentence % {"count": len(over.rows)})
        yield Row(row.sheet, row.number, {**row.cells, "type": "begin_group"})
        ours = columns_of(self.content.book["survey"], "label")
        theirs = columns_of(self.content.book["choices"], "label")
        for key, choice in over.rows.items():
            labels = {ours[code]: choice.get(theirs.get(code, "")) for code in ours}

            def filled(column: str, text: str, key: str = key, labels: Any = labels) -> str:
                return text.replace("%(name)s", key).replace("%(label)s", labels.get(column, key))

            yield Row(row.sheet, row.number, {"type": "begin_group", "name": key, **labels})
            for one in held:
                cells = {column: filled(column, text) for column, text in one.cells.items()}
                yield Row(one.sheet, one.number, cells)
            yield Row(row.sheet, row.number, {"type": "end_group"})

    def _take(self, row: Row) -> None:
        kind = _type_of(row)
        if not kind:
            if row.cells:
                self.content.note(row, "type", _("This row has no type. It is not carried."))
        elif found := _BEGIN.match(kind):
            self._open(row, found[1])
        elif found := _END.match(kind):
            if not self.stack or self.stack[-1].what != found[1]:
                self.content.fault(row, "type", _("This closes what was not opened here."))
            else:
                self.stack.pop()
        else:
            self._question(row, kind)

    def _open(self, row: Row, what: str) -> None:
        group = _Group(row, what)
        name = row.get("name")
        if not name:
            self.content.fault(row, "name", _("A group needs a name."))
            name = "group"
        if len(self.stack) >= DEEPEST:
            self.content.fault(row, "type", _("Groups stand too deep in each other here."))
        if not self.stack:
            # An area's key stands in addresses, so it has no dots.
            taken = [area.key for area in self.areas]
            area = AreaDraft(key_from(name.replace(".", "_"), taken), row)
            self.areas.append(area)
            group.made = area
            if what == "repeat":
                group.made = self._part(area, row, f"{area.key}.turn", self._at_most(row))
        elif isinstance(self.stack[-1].made, AreaDraft):
            area = self.stack[-1].made
            local = name.removeprefix(f"{area.key}.")
            at_most = self._at_most(row) if what == "repeat" else 1
            group.made = self._part(area, row, f"{area.key}.{key_from(local)}", at_most)
        else:
            if what == "repeat":
                self.content.fault(row, "type", _("A group cannot repeat within this group."))
            self.content.note(row, "type", _("This group is one with the group around it."))
            group.made = self.stack[-1].made
        self.stack.append(group)

    def _at_most(self, row: Row) -> int:
        given = row.get("tandem_at_most") or row.get("repeat_count")
        if given.isdecimal() and len(given) < 4:
            return int(given)
        sentence = _("It may be answered %(most)s times at most.")
        self.content.note(row, "repeat_count", sentence % {"most": MANY_TIMES})
        return MANY_TIMES

    def _part(self, area: AreaDraft, row: Row | None, key: str, at_most: int = 1) -> PartDraft:
        taken = [part.key for part in area.parts]
        part = PartDraft(key_from(key, taken), row, at_most)
        area.parts.append(part)
        return part

    def _place(self) -> PartDraft:
        """The part that the next question stands in."""
        made = self.stack[-1].made if self.stack else None
        if isinstance(made, PartDraft):
            return made
        if made is None:
            if not self.areas or self.areas[-1].row is not None:
                key = key_from("questions", [area.key for area in self.areas])
                self.areas.append(AreaDraft(key, None))
            made = self.areas[-1]
        if not made.parts or made.parts[-1].row is not None:
            return self._part(made, None, f"{made.key}.own")
        return made.parts[-1]

    def _question(self, row: Row, kind: str) -> None:
        choices, other = "", False
        if found := _SELECT.match(kind):
            choices, other = found["list"], bool(found["other"])
            made = "one" if "one" in found["how"] else "many"
            if choices not in self.lists:
                self.content.fault(row, "type", _("There is no list of this name."))
                return
            if made == "one" and self.lists[choices].is_scale:
                made = "scale"
        elif kind == "range":
            made = "ten" if _TEN.match(row.get("parameters")) else "number"
            if made == "number":
                self.content.note(row, "parameters", _("The range is any whole number now."))
        elif kind == "decimal":
            made = "words"
            self.content.note(row, "type", _("This number is written as words here."))
        elif kind in KINDS:
            made = KINDS[kind]
        else:
            sentence = _("This type of row is not carried: %(type)s.")
            self.content.note(row, "type", sentence % {"type": kind[:40]})
            return
        if row.get("tandem_kind") == "words_and_date":
            made = "words_and_date"
        name = row.get("name")
        if not name:
            self.content.fault(row, "name", _("A question needs a name."))
            return
        part = self._place()
        item = ItemDraft(row, made, choices)
        item.relevant = [(group.row, group.row.get("relevant")) for group in self.stack]
        item.relevant.append((row, row.get("relevant")))
        part.items.append(item)
        if other:
            self._specify(row, part, item)

    def _specify(self, row: Row, part: PartDraft, item: ItemDraft) -> None:
        self.content.note(row, "type", _("“Other” is an answer with a box for words."))
        box = ItemDraft(row, "words", other_of=item)
        box.relevant = item.relevant[:-1]
        part.items.append(box)


def _type_of(row: Row) -> str:
    return " ".join(row.get("type").lower().split())
