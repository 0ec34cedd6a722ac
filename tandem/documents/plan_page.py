"""The plan on one page, for the person to keep."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tandem.documents.goal_on_paper import goal_layout, remark_layout, step_layout
from tandem.documents.letters import letters_in
from tandem.documents.plan_parts import PlanPage
from tandem.documents.typeset import typeset
from tandem.documents.views_on_paper import difference_layout, strengths_layout, who_promised
from tandem.documents.words import full_day, name_in, near_day, words_in

# More letters than one page holds at the smallest size: trying to fit them would only take time.
TOO_LONG_FOR_ONE = 6000


def print_plan(page: PlanPage) -> bytes:
    """One A4 page wherever it fits, else a second that says so; in big print and in Easy Read as
    many as it takes. Tagged PDF/UA-1."""
    template = "plan_easy.typ" if page.size == "easy" else "plan_page.typ"
    return typeset(template, page.language, page, plan_layout)


def plan_layout(page: PlanPage) -> Mapping[str, object]:
    person, worker = name_in(page.person), name_in(page.worker)
    names = {"person": person, "worker": worker}
    return {
        "is_long": letters_in(page) > TOO_LONG_FOR_ONE,
        "is_large": page.size == "large",
        "title": _("%(person)s's plan") % names,
        "person": person,
        "worker": worker,
        "with": _("with %(worker)s") % names,
        "organisation": name_in(page.organisation),
        "day": full_day(page.printed_on),
        "code": _("Plan %(code)s") % {"code": name_in(page.version_code)},
        "practice": _("Practice. This is not a real person.") if page.is_practice else "",
        "made_without_person": page.made_without_person,
        "meeting": page.meeting,
        "made_by": _("%(person)s and %(worker)s made this plan.") % names,
        "news_title": _("What is new since %(day)s") % {"day": full_day(page.since)},
        "news": [
            {"about": line.about, "told": line.told, "words": words_in(line.words)}
            for line in page.news
        ],
        "no_news": _("Nothing has changed.") if page.since and not page.news else "",
        "pictures": {
            "goal": page.pictures.goal.decode(),
            "promise": page.pictures.promise.decode(),
            "court": page.pictures.court.decode(),
            "good": page.pictures.good.decode(),
            "differ": page.pictures.differ.decode(),
            "day": page.pictures.day.decode(),
        },
        "easy_end": [[line.picture.decode(), line.line] for line in page.easy_end],
        "reasons_title": _("My reasons"),
        "reasons": [words_in(reason) for reason in page.reasons if reason.text],
        "remarks_label": _("I see this differently"),
        "goals": [goal_layout(goal, page) for goal in page.goals],
        "whole_title": _("The whole plan"),
        "whole": page.whole
        and {
            "person_answer": page.whole.person_answer,
            "worker_answer": page.whole.worker_answer,
            "worker": name_in(page.whole.worker_name or page.worker),
            "own_words": words_in(page.whole.own_words),
            "note": page.whole.note,
        },
        "no_goal_title": _("No goal yet"),
        "no_goal": _("There is room here for the first one. It can be small."),
        "promises_title": _("Promises from a first hello"),
        "promises": {"steps": [step_layout(step, page) for step in page.promises]},
        "steps_header": [_("Who"), _("What"), _("By when"), _("How it is")],
        "good_title": _("What is good now"),
        "leaves": [
            {
                "title": leaf.title,
                "picture": leaf.picture.decode(),
                "lines": [
                    {
                        "who": line.who,
                        "name": name_in(line.who_name),
                        "under": line.under,
                        "words": words_in(line.words),
                        "remarks": [remark_layout(one) for one in line.remarks],
                    }
                    for line in leaf.lines
                ],
            }
            for leaf in page.leaves
        ],
        "requirements_title": _("Things that have to happen"),
        "requirements_note": page.requirements_note,
        "requirements": page.requirements,
        "strengths_title": _("How it is now, and what is good")
        if any(line.person_mark or line.worker_mark for line in page.strengths)
        else _("What is good now"),
        **strengths_layout(page),
        "differences_title": _("Where we see it differently"),
        "differences": [difference_layout(line, page) for line in page.differences],
        "come_back_title": _("When we look again"),
        "come_back": [
            {"on": near_day(line.on, page.printed_on), "what": line.what} for line in page.come_back
        ],
        "not_answered_title": _("Not answered"),
        "not_answered": page.not_answered,
        "good_bye": _(
            "This page is yours. It shows what %(person)s will do and what %(worker)s will do."
        )
        % {"person": person, "worker": who_promised(page)}
        if page.goals
        else _("This page is yours."),
    }
