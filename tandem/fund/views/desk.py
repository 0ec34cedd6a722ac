"""The fund at the desk: what waits, one person's requests, asking as told, deciding, spending."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tandem.assessments.names import names_at_desk
from tandem.audit.actions import nothing_shown
from tandem.fund.access import receipt_for, request_for
from tandem.fund.models import Request
from tandem.fund.page import requests_of
from tandem.fund.page import shown as shown_requests
from tandem.fund.queries import to_decide, to_pay
from tandem.fund.receipts import TYPES, receipts_of
from tandem.fund.terms import name_of, terms_of
from tandem.fund.views import shown
from tandem.people import access
from tandem.people.access import actor_of, people_for, person_for, staff_only, user_of
from tandem.people.models import Person, Role
from tandem.people.queries import in_bulk, is_worker_of
from tandem.plans.access import goal_for
from tandem.plans.models import Goal
from tandem.sittings.desk import desk_setting


@staff_only(Role.WORKER, Role.MANAGER, Role.ADMINISTRATOR)
@require_GET
def funds(request: HttpRequest) -> HttpResponse:
    """What waits for this reader, the oldest first, and the funds that there are."""
    by, user, today = actor_of(request), user_of(request), timezone.localdate()
    waits, pays = list(to_decide(user)), list(to_pay(user))
    people = in_bulk(people_for(by, "read"), [one.person_id for one in (*waits, *pays)])
    access.shown(by, people, what="what waits at the fund")
    if not people:
        nothing_shown()

    def reached(rows: list[Request]) -> list[tuple[Person, Request]]:
        return [(people[one.person_id], one) for one in rows if one.person_id in people]

    context = {
        "waits": reached(waits),
        "pays": reached(pays),
        "funds": [(one, name_of(one)) for one in terms_of(user.organisation_id)],
        "today": today,
        "may_open": user.has(Role.MANAGER, Role.ADMINISTRATOR),
    }
    return render(request, "fund/funds.html", context)


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    found = person_for(actor_of(request), person, "read", what="fund")
    goals = Goal.objects.filter(thread__person=found, thread__kind="plan", state="active")
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "asked": shown_requests(requests_of(found), names_at_desk(found, user_of(request))),
        "goals": goals.order_by("number"),
        "may_ask": is_worker_of(user_of(request), found),
    }
    return render(request, "fund/person.html", context)


@staff_only(Role.WORKER)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, person: UUID, goal: UUID) -> HttpResponse:
    """As the worker was told, or in the worker's own words."""
    found = person_for(actor_of(request), person, "answer", what="fund")
    row, worker = goal_for(found, goal), user_of(request)
    names = names_at_desk(found, worker)
    again = shown.again_of(request, found.pk, row)
    form = shown.ask_form(found, row, list(names.items()), request.POST or None, again)
    if request.method == "POST":
        made = shown.ask(
            form, person=found, goal=row, setting=desk_setting(request), worker=worker, again=again
        )
        if made:
            return redirect("fund:request", person=found.pk, asked=made.pk)
    context = {
        "frame": "ui/base.html",
        "person": found,
        "is_practice": found.is_practice,
        "back_url": reverse("fund:person", kwargs={"person": found.pk}),
        "goal": row,
        "again": again,
        "form": form,
        "funds": shown.funds_in_words(found, row, names["worker"]),
    }
    return render(request, "fund/ask.html", context, status=shown.status(form))


@staff_only(Role.WORKER, Role.MANAGER)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, person: UUID, asked: UUID) -> HttpResponse:
    found = person_for(actor_of(request), person, "read", what="fund")
    row, user = request_for(found, asked), user_of(request)
    names = names_at_desk(found, user)
    shown_one = shown_requests([row], names)[0]
    may, sent = shown.may_at_desk(shown_one, user), request.POST.get("do", "")
    made = shown.forms_of(
        shown_one,
        may,
        list(names.items()),
        request.POST or None,
        request.FILES,
        int(request.META.get("CONTENT_LENGTH") or 0),
        sent,
    )
    if request.method == "POST" and shown.do(sent, made, row, desk_setting(request), user):
        return redirect("fund:request", person=found.pk, asked=row.pk)
    again_url = reverse("fund:ask", kwargs={"person": found.pk, "goal": row.goal_id})
    context = {
        "frame": "ui/base.html",
        "person": found,
        "is_practice": found.is_practice,
        "back_url": reverse("fund:person", kwargs={"person": found.pk}),
        "again_url": f"{again_url}?again={row.pk}" if is_worker_of(user_of(request), found) else "",
        "one": shown_one,
        "receipts": receipts_of(row),
        "forms": made,
    }
    return render(request, "fund/request.html", context, status=shown.status(*made.values()))


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def receipt(request: HttpRequest, person: UUID, asked: UUID, receipt: UUID) -> HttpResponse:
    """As a file with a name that says nothing; no browser shows it on a page of ours."""
    found = person_for(actor_of(request), person, "read", what="receipt")
    kept = receipt_for(request_for(found, asked), receipt)
    answer = HttpResponse(bytes(kept.raw), content_type=TYPES[kept.kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="receipt.{kept.kind}"'
    return answer
