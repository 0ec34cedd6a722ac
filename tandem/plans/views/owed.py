"""The page at the desk on which a worker gives the answers that they owe to a person."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.assessments.actions.remarks import answer_at_desk
from tandem.assessments.forms.remarks import written
from tandem.assessments.names import names_at_desk
from tandem.lib.refused import Refused
from tandem.people.access import actor_of, person_for, staff_only, user_of
from tandem.people.models import Role
from tandem.people.queries import mode_of
from tandem.plans.actions.asks import answer_ask
from tandem.plans.actions.remarks import see_line_differently
from tandem.plans.asks import ask_id
from tandem.plans.owed import by_day, owed_to
from tandem.sittings.desk import desk_setting


@staff_only(Role.WORKER)
@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest, person: UUID) -> HttpResponse:
    by, today = actor_of(request), timezone.localdate()
    found = person_for(by, person, "answer", what="answers owed")
    names = names_at_desk(found, user_of(request)) | {"organisation": found.organisation.name}

    def keep(told: dict[str, Any]) -> None:
        waits = {one.id: one for one in owed_to(found, names, mode_of(found))}
        own = {name: told[name] for name in ("act", "words", "to")}
        own |= {"setting": desk_setting(request)}
        one = waits.get(told["to"])
        if one is None:
            raise Refused(_("There is nothing here to answer."))
        if one.asks:
            answer_ask(person=found, **own | {"to": ask_id(one.about)})
        elif one.thread.kind == "plan":
            see_line_differently(person=found, about=one.about, party="worker", **own)
        else:
            assert by is not None
            answer_at_desk(by=by, person=found, thread=one.thread, **own)

    wrote = written(request, keep)
    if wrote.is_kept:
        return redirect("plans:answers", person=found.pk)
    waiting = [(each, by_day(each, today)) for each in owed_to(found, names, mode_of(found))]
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "waiting": waiting,
        "names": names,
        "seen": 0,
        **wrote.context,
    }
    return render(request, "plans/answers.html", context, status=wrote.status)
