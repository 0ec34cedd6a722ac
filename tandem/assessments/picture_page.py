"""Both voices' "now", part by part, on one line each; beside them where each stood at an earlier
sitting. Nothing is added up, and neither way of moving is called better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from tandem.assessments.differences_page import place_of
from tandem.assessments.names import name_of
from tandem.assessments.rules.differences import Gap, Mark, gaps
from tandem.assessments.rules.sheet import SPOKEN, Sheet
from tandem.assessments.rules.then import Stood, as_stood, is_harder, moved, sittings_in
from tandem.assessments.speaker import Speaker
from tandem.instruments.schema import Pair
from tandem.ui.charts import Chart, GapRow, dot_and_line
from tandem.voices.fold import Said, standing


@dataclass(frozen=True, slots=True)
class Words:
    """What the person said in own words about a part of which something moved."""

    area: str
    item: str
    place: str
    # Their mark says that it is harder than it was.
    is_harder: bool
    said: Said | None


@dataclass(frozen=True, slots=True)
class Picture:
    chart: Chart
    # The sittings that it can be held beside, newest first, and the one that it is.
    earlier: list[Stood]
    since: Stood | None
    words: list[Words]

    @property
    def since_on(self) -> date | None:
        return self.since.on if self.since else None


def picture(
    stands: Sheet,
    said: Sequence[Said],
    say: Speaker,
    *,
    now: UUID | None = None,
    since: UUID | None = None,
) -> Picture:
    """`said` is what is open of the sheet, `now` the sitting that goes on. LookupError where
    `since` names no earlier sitting of this sheet."""
    earlier = sittings_in(said, but=now)
    stood = _chosen(earlier, since)
    here = gaps(stands.instrument, said)
    then = gaps(stands.instrument, as_stood(said, stood)) if stood else {}
    pairs = list(_pairs(stands, here))
    return Picture(
        chart=_chart(stands, say, pairs, here, then),
        earlier=earlier,
        since=stood,
        words=list(_words(stands, said, say, pairs, here, then, stood)) if stood else [],
    )


def _chosen(earlier: Sequence[Stood], since: UUID | None) -> Stood | None:
    for one in earlier:
        if one.sitting == since:
            return one
    if since:
        raise LookupError(f"{since} left nothing in this sheet.")
    return None


def _pairs(stands: Sheet, here: Mapping[str, Gap]) -> Iterator[Pair]:
    for pair in stands.instrument.pairs:
        area = stands.instrument.area(pair.area)
        is_drawn = pair.rule == "need" and pair.person.scale and pair.person.key in here
        if is_drawn and stands.is_area_open(area):
            yield pair


def _chart(
    stands: Sheet,
    say: Speaker,
    pairs: Sequence[Pair],
    here: Mapping[str, Gap],
    then: Mapping[str, Gap],
) -> Chart:
    rows: list[GapRow] = []
    # By the name of who sees more going well: one worker may have come after another.
    more: dict[str, list[str]] = {}
    workers: dict[str, None] = {}
    steps: list[str] = []
    for pair in pairs:
        keys = [choice.key for choice in pair.person.choices]
        steps = steps or [say.say(choice.words) for choice in pair.person.choices]
        gap, was = here[pair.person.key], then.get(pair.person.key)
        name = place_of(stands.instrument, gap, say)
        if gap.worker:
            workers[name_of(gap.worker.entry, say.names)] = None
        if gap.is_difference and gap.person and gap.worker:
            well = gap.worker if gap.more == "person" else gap.person
            more.setdefault(name_of(well.entry, say.names), []).append(name)
        sentences = [say.gap(stands.instrument, gap), _moved(was, gap)]
        rows.append(
            GapRow(
                area=name,
                person=_step(gap.person, keys),
                worker=_step(gap.worker, keys),
                finding=" ".join(filter(None, sentences)),
                person_then=_step(was.person, keys) if was else None,
                worker_then=_step(was.worker, keys) if was else None,
            )
        )
    names = {"person": say.names["person"], "worker": ", ".join(workers) or say.names["worker"]}
    found = [
        _("%(name)s sees more going well here: %(areas)s.")
        % {"name": name, "areas": ", ".join(areas)}
        for name, areas in more.items()
    ]
    title = " ".join(found) or _("%(person)s and %(worker)s see these much the same.") % names
    return dot_and_line(rows, title=title, steps=steps, **names)


def _moved(then: Gap | None, now: Gap) -> str:
    match moved(then, now):
        case "closer":
            return _("The two marks are closer than they were.")
        case "apart":
            return _("The two marks are further apart than they were.")
    return ""


def _words(
    stands: Sheet,
    said: Sequence[Said],
    say: Speaker,
    pairs: Sequence[Pair],
    here: Mapping[str, Gap],
    then: Mapping[str, Gap],
    stood: Stood | None,
) -> Iterator[Words]:
    """For each part where the person's own mark moved."""
    newest = standing(said, SPOKEN)
    for pair in pairs:
        gap, was = here[pair.person.key], then.get(pair.person.key)
        if was is None or was.person is None or gap.person is None:
            continue
        if was.person.choice == gap.person.choice:
            continue
        key = f"{pair.part}.words"
        entry = newest.get((key, "person"))
        since = entry if entry and stood and entry.seq > stood.until and entry.value else None
        place = place_of(stands.instrument, gap, say)
        yield Words(pair.area, key, place, is_harder(was, gap), since)


def _step(mark: Mark | None, keys: list[str]) -> int | None:
    return keys.index(mark.choice.key) if mark and mark.choice else None
