"""What stands on the leaves of a plan, as it is printed; the reasons stand at its top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tandem.assessments.differences_page import RemarkLine, lines_on_paper
from tandem.documents.plan_parts import LeafLine, LeafPart, RemarkOnPaper
from tandem.documents.words import Words
from tandem.plans.leaves import ShownLeaf
from tandem.ui.pictures import on_paper


def leaves_on_paper(leaves: Iterable[ShownLeaf]) -> Iterator[LeafPart]:
    for leaf in leaves:
        if leaf.lines and not leaf.is_top:
            lines = tuple(
                LeafLine(
                    line.party,
                    line.name,
                    part.prompt,
                    Words(line.words, line.language),
                    remarks_on_paper(line.remarks),
                )
                for part in leaf.parts
                for line in part.lines
            )
            yield LeafPart(leaf.name, lines, on_paper(leaf.picture))


def remarks_on_paper(said: Sequence[RemarkLine]) -> tuple[RemarkOnPaper, ...]:
    told = lines_on_paper(said)
    return tuple(RemarkOnPaper(name, Words(words, language)) for name, words, language in told)
