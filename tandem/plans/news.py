"""What was said beside the goals: who, one sentence for each entry, and the words. For the page
that is printed before the two look at the plan again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from tandem.assessments.names import name_of, typist_of
from tandem.plans import forks
from tandem.plans.history import Moment
from tandem.plans.leaves import leaves
from tandem.plans.meetings import MEETING
from tandem.plans.reasons import Names, language
from tandem.plans.requirements import Lane
from tandem.voices.fold import Said


def beside_goals(
    said: Sequence[Said], lane: Lane | None, names: Names, *, after: int
) -> Iterator[tuple[str, Moment]]:
    """What it is about, and what was said; `after` is the number of the last entry that was
    known. A choice that is about a goal is told with the goal."""
    in_goals = forks.of_goals(said)
    for entry in said:
        if entry.seq <= after or entry.is_erased or forks.fork_of(entry.about) in in_goals:
            continue
        label, happened = _told(entry, lane)
        if happened:
            yield (
                label,
                Moment(
                    on=entry.happened_on,
                    who=name_of(entry, names),
                    happened=happened,
                    words=entry.value.get("words", "") or entry.value.get("way", ""),
                    language=entry.language,
                    typed_by="" if entry.party == "both" else typist_of(entry, names),
                ),
            )


def _told(entry: Said, lane: Lane | None) -> tuple[str, str]:
    """("", "") for what is no news."""
    value, about = entry.value, entry.about
    match entry.kind:
        case "ask":
            happened = _("Answered what was asked") if "to" in value else _("Asked for something")
            return _("What was asked for"), happened
        case "obstacle":
            return _("What is in the way"), _of_obstacle(entry)
        case "note" if about.startswith(MEETING):
            happened = _("Called the meeting off") if "off" in value else _("Set the next meeting")
            return _("The next meeting"), happened
        case "note" if about.startswith(forks.FORK):
            return _("What there is to choose"), forks.happened(entry)
        case "note" if about.startswith("leaf/"):
            leaf = leaves().get(about.split("/")[1])
            happened = _("Wrote a line") if value.get("words") else _("Took a line away")
            return (leaf.name.say(language()), happened) if leaf else ("", "")
        case "note" if lane and about.startswith("requirement/"):
            pk, _slash, what = about.removeprefix("requirement/").partition("/")
            titles = {str(one.asked.id): one.title for one in lane.shown}
            happened = _("Wrote how much is done") if what else _("Said when it is done")
            return (titles[pk], happened) if pk in titles else ("", "")
    return "", ""


def _of_obstacle(entry: Said) -> str:
    if "sort" in entry.value:
        return _("Said what is in the way")
    return _("Said what came of it") if "end" in entry.value else _("Said what was done about it")
