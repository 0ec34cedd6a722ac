"""The sheet at the desk: read between sittings, as it stands or as it stood at a sitting's end."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from tandem.assessments.copy_page import sections
from tandem.assessments.names import names_at_desk, workers_of
from tandem.assessments.page import ReadArea, read_areas
from tandem.assessments.queries import existing_sheet, instrument_of, number_at_end
from tandem.assessments.rules.shut import without_shut
from tandem.assessments.speaker import Speaker
from tandem.people.access import actor_of, people_for, person_for, staff_only, user_of
from tandem.people.models import Person, Role
from tandem.people.queries import mode_of
from tandem.sittings.models import Sitting
from tandem.voices.queries import said_in


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def read(request: HttpRequest, person: UUID, sitting: UUID | None = None) -> HttpResponse:
    found = person_for(actor_of(request), person, "read", what="sheet")
    held = None
    if sitting:
        held = Sitting.objects.select_related("worker").filter(pk=sitting, person=found).first()
        if held is None:
            raise Http404
    names = names_at_desk(found, user_of(request))
    if held:
        names["worker"] = held.worker.called
    areas = _areas(found, names, held)
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "sitting": held,
        "areas": areas,
        "workers": workers_of((line.said for area in areas for line in area.worker), names),
        "may_sit": people_for(actor_of(request), "sit").filter(pk=found.pk).exists(),
    }
    return render(request, "assessments/read.html", context)


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def copy(request: HttpRequest, person: UUID) -> HttpResponse:
    """As it stands now, in the sections of the official record."""
    found = person_for(actor_of(request), person, "read", what="sheet, to copy")
    names = names_at_desk(found, user_of(request))
    areas = _areas(found, names)
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "workers": workers_of((line.said for area in areas for line in area.worker), names),
        "sections": sections(areas) if areas else [],
    }
    return render(request, "assessments/copy.html", context)


def _areas(person: Person, names: dict[str, str], held: Sitting | None = None) -> list[ReadArea]:
    """What stands on the person's sheet, or stood at the end of a sitting; what is shut is not
    there."""
    thread = existing_sheet(person)
    if thread is None:
        return []
    until = number_at_end(thread, held) if held else None
    mode = held.mode if held else mode_of(person)
    said = without_shut(instrument_of(thread), mode, said_in(thread.pk, until=until))
    names["organisation"] = person.organisation.name
    say = Speaker((get_language() or "en")[:2], names)
    return read_areas(instrument_of(thread), said, say)
