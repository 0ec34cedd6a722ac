"""What a worker thinks about a talk: at the desk, for themselves until they share it."""

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tandem.assessments.actions.practice import reflect, share
from tandem.assessments.forms.practice import ReflectionForm
from tandem.assessments.models import Reflection
from tandem.assessments.practice import Skill
from tandem.audit.actions import nothing_shown
from tandem.people.access import actor_of, person_for, shown, staff_only, user_of
from tandem.people.models import Role
from tandem.voices.models import Entry, Kind

A_PAGE = 50


@staff_only(Role.WORKER)
@require_http_methods(["GET", "POST"])
def reflection(request: HttpRequest, person: UUID, talk: UUID) -> HttpResponse:
    """On one talk that the reader led, and no other."""
    user = user_of(request)
    found = person_for(actor_of(request), person, "read", what="a talk of one's own")
    led = Entry.objects.filter(pk=talk, thread__person=found, kind=Kind.TALK, author=user).first()
    if led is None:
        raise Http404
    own = Reflection.objects.filter(talk=led, worker=user).order_by("-written_at")
    if request.method == "POST" and "share" in request.POST:
        wanted = _id(request.POST["share"])
        one = own.filter(pk=wanted).first() if wanted else None
        if one is None:
            raise Http404
        share(worker=user, reflection=one.pk, is_shared=one.shared_at is None)
        return redirect(request.path)
    form = ReflectionForm(request.POST or None, initial={"act": uuid4()})
    if request.method == "POST" and form.is_valid():
        reflect(worker=user, talk=led, **form.cleaned_data)
        return redirect(request.path)
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "about": led.about,
        "talked_on": led.happened_on,
        "skills": Skill.choices,
        "this": Skill.SETTLING,
        "form": form,
        "own": own,
    }
    status = 400 if form.errors else 200
    return render(request, "assessments/reflection.html", context, status=status)


@staff_only(Role.MANAGER)
@require_GET
def shared(request: HttpRequest) -> HttpResponse:
    """What workers of the manager's team chose to share, the newest first. No person is named."""
    user = user_of(request)
    rows = Reflection.objects.filter(
        worker__team=user.team_id, worker__organisation=user.organisation_id
    )
    told = rows.exclude(shared_at=None).exclude(worker__team=None).order_by("-shared_at")
    found = list(told.select_related("worker", "talk__thread")[:A_PAGE])
    shown(actor_of(request), {one.talk.thread.person_id for one in found}, what="shared thoughts")
    if not found:
        nothing_shown()
    return render(request, "assessments/reflections.html", {"found": found})


def _id(raw: str) -> UUID | None:
    try:
        return UUID(raw)
    except ValueError:
        return None
