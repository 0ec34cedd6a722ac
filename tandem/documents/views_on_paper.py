"""What each sees on the printed plan: what is good, where the two differ."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tandem.documents.plan_parts import DifferenceLine, PlanPage
from tandem.documents.words import name_in, near_day, words_in


def who_promised(page: PlanPage) -> str:
    """The workers whose promises are on the page; the page's worker where there are none."""
    lines = [*page.promises, *(step for goal in page.goals for step in goal.steps)]
    steps = [step for step in lines if step.who == "worker"]
    return ", ".join(dict.fromkeys(name_in(s.who_name) for s in steps)) or name_in(page.worker)


def strengths_layout(page: PlanPage) -> Mapping[str, object]:
    """Where several workers speak in one column, each stands by name before what is theirs."""
    by = [
        (
            name_in(line.worker_mark_by or page.worker) if line.worker_mark else "",
            name_in(line.worker_by or page.worker) if line.worker else "",
        )
        for line in page.strengths
    ]
    workers = [name for name in dict.fromkeys(name for pair in by for name in pair) if name]
    is_named = len(workers) > 1
    return {
        "strengths_header": [
            _("Where"),
            name_in(page.person),
            ", ".join(workers) or name_in(page.worker),
        ],
        "strengths": [
            {
                "area": line.area,
                "person": words_in(line.person),
                "worker": words_in(line.worker),
                "person_mark": line.person_mark,
                "worker_mark": line.worker_mark,
                "worker_mark_by": mark_by if is_named else "",
                "worker_by": words_by if is_named and words_by != mark_by else "",
            }
            for line, (mark_by, words_by) in zip(page.strengths, by, strict=True)
        ],
    }


def difference_layout(line: DifferenceLine, page: PlanPage) -> Mapping[str, object]:
    again = near_day(line.look_again, page.printed_on)
    return {
        "area": line.area,
        "item": line.item,
        "person_mark": line.person_mark,
        "person_words": words_in(line.person_words),
        "worker": name_in(line.worker_name or page.worker),
        "worker_mark": line.worker_mark,
        "worker_words": words_in(line.worker_words),
        "gap": line.gap and [line.gap.steps, line.gap.person, line.gap.worker],
        "talked": line.talked,
        "outcome": line.outcome,
        "look_again": _("We look again on %(day)s.") % {"day": again} if again else "",
    }
