"""What each said to the words, as it is printed."""

from django.utils.translation import gettext as _

from tandem.assessments.differences_page import shown_day
from tandem.documents.plan_parts import WholeAnswer
from tandem.documents.words import Words
from tandem.instruments.loader import newest
from tandem.plans.answer_forms import answers
from tandem.plans.around import read_in
from tandem.plans.queries import ShownPlan
from tandem.plans.reasons import Names, language, speaker
from tandem.plans.rules import Agreement, Asked


def whole_answer(plan: ShownPlan, names: Names) -> WholeAnswer | None:
    whole = plan.whole
    if not plan.active or not whole.is_answered:
        return None
    person = answer_on_paper(whole.person, "person")
    return WholeAnswer(
        person_answer=with_code(person, whole.person),
        worker_name=whole.worker.by,
        worker_answer=answer_on_paper(whole.worker, "worker"),
        note=lapsed_on_paper(
            whole.person, whole.worker, names, _("But the plan has changed. We ask again.")
        ),
        own_words=own_words(whole.person),
    )


def own_words(said: Agreement) -> Words | None:
    return Words(said.words, said.language) if said.stands and said.words else None


def answer_on_paper(said: Agreement, party: str) -> str:
    if said.stands and said.answer:
        return dict(answers())[said.answer]
    if said.has_lapsed:
        return ""  # The note says it, once for both.
    if party == "worker":
        return _("no answer yet")
    if said.asked == Asked.COULD_NOT:
        reason = said.because.rstrip(". ")
        return speaker({}).sentence(newest("agreement"), "could_not", reason=reason)
    return speaker({}).sentence(newest("agreement"), "not_yet")


def with_code(answer: str, said: Agreement) -> str:
    """The person's receipt: which words they answered, to be compared by eye."""
    if not said.stands:
        return answer
    told = _("%(answer)s (code %(code)s)") % {"answer": answer, "code": said.code}
    return told if said.language == language() else f"{told}. {read_in(said.language)}"


def lapsed_on_paper(person: Agreement, worker: Agreement, names: Names, so: str) -> str:
    """Whose answer was about other words, and when it was given."""
    lapsed = [
        (name, said.on)
        for name, said in ((names["person"], person), (worker.by or names["worker"], worker))
        if said.has_lapsed and said.on
    ]
    if not lapsed:
        return ""
    found = " ".join(
        _("%(name)s answered on %(day)s.") % {"name": name, "day": shown_day(on)}
        for name, on in lapsed
    )
    return f"{found} {so}"
