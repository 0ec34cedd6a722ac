"""A fund in short, for those who give to it and for everybody: no person, no worker, no place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tandem.fund.lent import Lent, lent_of
from tandem.fund.models import Fund, Happening
from tandem.fund.rules.requests import Became
from tandem.fund.rules.summary import Answer, Span, spans
from tandem.instruments.loader import newest
from tandem.instruments.models import HOME
from tandem.people.caseload.report import safe
from tandem.plans.models import GoalReason


@dataclass(frozen=True, slots=True)
class Summary:
    spans: list[Span]
    # The names of areas by their keys, in their order.
    areas: Mapping[str, str]
    words: list[Lent]


def summary_of(fund: Fund) -> Summary:
    today = timezone.localdate()
    told = spans(_answers(fund), today)
    language = (get_language() or "en")[:2]
    areas = {area.key: area.name.say(language) for area in newest(HOME).areas}
    words = lent_of({each.request for one in told for each in one.answers}, today)
    return Summary(told, areas, words)


def lines_of(summary: Summary) -> Iterator[tuple[str, str, str, str]]:
    """From, to, what, and how much or which words: as a file for a spreadsheet has it."""
    for span in summary.spans:
        ends = f"{span.first:%Y-%m}", f"{span.last:%Y-%m}"
        yield *ends, _("How many people were answered"), str(span.how_many)
        yield *ends, _("Yes, in ten"), str(span.yes)
        yield *ends, _("Not this time, in ten"), str(10 - span.yes)
        if span.days_to_yes is not None:
            yield *ends, _("Days to a yes, the middle one"), str(span.days_to_yes)
        for key, n in span.areas(list(summary.areas)).items():
            yield *ends, _("For %(area)s, in ten") % {"area": summary.areas[key]}, str(n)
    for one in summary.words:
        yield "", "", _("What it changed"), one.words


def as_csv(summary: Summary) -> bytes:
    """Safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(map(safe, (_("From"), _("To"), _("What"), _("How much"))))
    for line in lines_of(summary):
        writer.writerow(map(safe, line))
    return out.getvalue().encode("utf-8-sig")


def _answers(fund: Fund) -> Iterator[Answer]:
    rows = Happening.objects.filter(
        request__terms__fund=fund,
        request__person__is_practice=False,
        kind__in=(Became.YES, Became.NO),
    ).select_related("request")
    # Of two answers of a day the later one stands.
    found = list(rows.order_by("at", "pk"))
    goals = {one.request.goal_id for one in found}
    # What a goal comes from is written with it and never changed.
    reasons = GoalReason.objects.filter(goal__in=goals, role="from").order_by("-pk")
    areas = {goal: about.partition(".")[0] for goal, about in reasons.values_list("goal", "about")}
    for one in found:
        asked = one.request
        on = timezone.localdate(one.at)
        days = (on - timezone.localdate(asked.asked_at)).days
        area = areas.get(asked.goal_id, "")
        is_yes = one.kind == Became.YES
        yield Answer(asked.pk, asked.person_id, asked.asked_with_id, on, is_yes, days, area)
