"""The sheet for the official record: each of its sections in plain text, both voices together, so
that nobody types again what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tandem.assessments.differences_page import RemarkLine
from tandem.assessments.read_page import ReadArea, ReadLine
from tandem.ui.jinja import day

# The sections that official assessments have in common, and the parts of the sheet that each takes.
SECTIONS: Mapping[str, tuple[object, tuple[str, ...]]] = {
    "home": (gettext_lazy("Home"), ("home",)),
    "work": (gettext_lazy("Work, training and learning"), ("days",)),
    "money": (gettext_lazy("Money"), ("money",)),
    "relationships": (gettext_lazy("People and ties"), ("people", "friends")),
    "drugs": (gettext_lazy("Drugs"), ("drink.drugs",)),
    "alcohol": (gettext_lazy("Alcohol"), ("drink.alcohol",)),
    "health": (gettext_lazy("Health"), ("body", "mind")),
    "thinking": (gettext_lazy("Thinking and choices"), ("choose",)),
    "attitudes": (gettext_lazy("What matters, and attitudes"), ("matters",)),
    "offence": (gettext_lazy("The offence, and staying safe"), ("happened", "safe")),
}


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    name: str
    # Plain text; "" where nothing was said yet.
    text: str

    @property
    def lines(self) -> int:
        return self.text.count("\n") + 1


def sections(areas: Sequence[ReadArea]) -> list[Section]:
    """Every section in the order of the record, those without words too: that nothing was said
    is to be seen."""
    return [Section(key, str(name), _text(parts, areas)) for key, (name, parts) in SECTIONS.items()]


def _text(parts: tuple[str, ...], areas: Sequence[ReadArea]) -> str:
    return "\n\n".join(block for area in areas for block in _blocks(area, parts))


def _blocks(area: ReadArea, parts: tuple[str, ...]) -> Iterable[str]:
    """One area; each voice keeps the sheet's own order, so strengths come first."""
    voices = [_voice(lines, parts) for lines in (area.person, area.worker, area.both)]
    if not any(voices) and not any(_is_of(one.about, parts) for one in area.remarks):
        return
    if len(parts) > 1:
        yield area.name
    yield from filter(None, voices)
    seen = [
        " ".join([f"- {one.prompt} {one.sentence}", *one.came_of])
        for one in area.gaps
        if _is_of(one.about, parts)
    ]
    if seen:
        yield "\n".join([_("How the two views compare:"), *seen])
    told = [line for one in area.remarks if _is_of(one.about, parts) for line in _remark(one)]
    if told:
        yield "\n".join([_("Seen differently:"), *told])


def _remark(line: RemarkLine) -> Iterable[str]:
    yield f"- {line.question} {line.name}: {' '.join(line.words.split())}"
    for reply in line.replies:
        said = " ".join(f"{reply.is_it} {reply.words}".split())
        yield f"  {reply.name}: {said}"


def _voice(lines: Iterable[ReadLine], parts: tuple[str, ...]) -> str:
    own = [line for line in lines if _is_of(line.said.about, parts)]
    said = groupby(own, key=lambda line: (line.who, line.said.happened_on))
    return "\n".join(
        line for (who, on), at_once in said for line in (_heading(who, on), *map(_line, at_once))
    )


def _heading(who: str, on: date) -> str:
    return _("%(who)s said on %(day)s:") % {"who": who, "day": day(on)}


def _line(line: ReadLine) -> str:
    said = f"- {line.prompt} {' '.join(line.words.split())}"
    voice = line.said.voiced_by
    how = [_("spoken by %(name)s") % {"name": voice}] if voice else []
    # The heading names who said it, so only another source needs a word here.
    if line.said.source or line.said.party == "worker":
        how.append(line.source)
    how = [each for each in how if each]
    return f"{said} ({', '.join(how)})" if how else said


def _is_of(key: str, parts: tuple[str, ...]) -> bool:
    return any(key.startswith(f"{part}.") for part in parts)
