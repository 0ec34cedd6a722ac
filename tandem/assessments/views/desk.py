"""The sheet at the desk: read between sittings, as it stands or as it stood at a sitting's end."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from tandem.assessments.checks import AFTER, CHECKS
from tandem.assessments.checks_page import rounds_of
from tandem.assessments.copy_page import sections
from tandem.assessments.forms.then import BetweenForm
from tandem.assessments.levels_page import LevelSeen, levels_seen
from tandem.assessments.names import names_at_desk, workers_of
from tandem.assessments.picture_page import picture
from tandem.assessments.queries import existing_sheet, instrument_of, number_at_end
from tandem.assessments.read_page import ReadArea, ReadLine, older_lines, read_areas
from tandem.assessments.rules.sheet import sheet
from tandem.assessments.rules.shut import without_shut
from tandem.assessments.rules.then import as_stood, sittings_in
from tandem.assessments.speaker import Speaker
from tandem.assessments.versions import instrument_at, newer_than
from tandem.levels.queries import levels_of
from tandem.people.access import actor_of, people_for, person_for, staff_only, user_of
from tandem.people.models import Mode, Person, Role
from tandem.people.queries import mode_of
from tandem.sittings.models import Sitting
from tandem.ui.wheel import wheel
from tandem.voices.fold import Said
from tandem.voices.models import Thread
from tandem.voices.queries import said_in, told_of


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
    thread = existing_sheet(found)
    said = _said(thread, held) if thread else []
    areas = _areas(thread, said, found, names, held) if thread else []
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "sitting": held,
        "areas": areas,
        "older": _older(thread, said, found, names) if thread and not held else [],
        "levels": [] if held else _levels_beside(areas, said, found, names),
        "has_newer": bool(thread and not held and newer_than(thread)),
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
    thread = existing_sheet(found)
    areas = _areas(thread, _said(thread), found, names) if thread else []
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "workers": workers_of((line.said for area in areas for line in area.worker), names),
        "sections": sections(areas) if areas else [],
    }
    return render(request, "assessments/copy.html", context)


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def checks(request: HttpRequest, person: UUID) -> HttpResponse:
    """What was said on each short check, sitting by sitting, both voices side by side."""
    found = person_for(actor_of(request), person, "read", what="short checks")
    names = names_at_desk(found, user_of(request)) | {"organisation": found.organisation.name}
    say = Speaker((get_language() or "en")[:2], names)
    mode = mode_of(found)
    told = told_of(found.pk, ["sheet"], checks=[*CHECKS, AFTER], own=True)
    lines = []
    own = sorted(told.keys() - {"sheet", *CHECKS, AFTER})
    for name in (*CHECKS, *own, AFTER):
        if name in told:
            instrument = instrument_of(told[name].thread)
            rounds = rounds_of(instrument, told[name].said, say, mode=mode)
            if rounds:
                lines.append((name, say.say(instrument.called), rounds))
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "checks": lines,
        "is_worker": user_of(request).has(Role.WORKER),
        "may_sit": people_for(actor_of(request), "sit").filter(pk=found.pk).exists(),
    }
    return render(request, "assessments/checks_read.html", context)


@staff_only(Role.WORKER, Role.MANAGER)
@require_GET
def then(request: HttpRequest, person: UUID) -> HttpResponse:
    """Both views as they stood at the end of any sitting, or as they stand now, beside those at the
    end of an earlier one."""
    found = person_for(actor_of(request), person, "read", what="then and now")
    thread = existing_sheet(found)
    form = BetweenForm(request.GET)
    if thread is None or not form.is_valid():
        raise Http404
    names = names_at_desk(found, user_of(request)) | {"organisation": found.organisation.name}
    say = Speaker((get_language() or "en")[:2], names)
    instrument, mode = instrument_of(thread), mode_of(found)
    # What is shut now is in no sitting; what is no more was there when it was.
    said = without_shut(instrument, mode, said_in(thread.pk), is_history=True)
    sittings = sittings_in(said)
    now = next((one for one in sittings if one.sitting == form.cleaned_data["now"]), None)
    said = without_shut(instrument, mode, as_stood(said, now) if now else said)
    try:
        drawn = picture(
            sheet(instrument, mode, said),
            said,
            say,
            now=now.sitting if now else None,
            since=form.cleaned_data["then"],
        )
    except LookupError:
        raise Http404 from None
    context = {
        "person": found,
        "is_practice": found.is_practice,
        "sittings": sittings,
        "now": now,
        "picture": drawn,
        "wheel": wheel(drawn.chart),
    }
    return render(request, "assessments/then.html", context)


def _said(thread: Thread, held: Sitting | None = None) -> list[Said]:
    """All that is said on the sheet, or was at the end of a sitting."""
    return said_in(thread.pk, until=number_at_end(thread, held) if held else None)


def _areas(
    thread: Thread,
    said: list[Said],
    person: Person,
    names: dict[str, str],
    held: Sitting | None = None,
) -> list[ReadArea]:
    """What stands there, by the questions of that time; what is shut is not there."""
    instrument = instrument_at(thread, said)
    mode = held.mode if held else mode_of(person)
    open_said = without_shut(instrument, mode, said)
    say = _speaker(person, names)
    return read_areas(instrument, open_said, say, is_statutory=mode == Mode.STATUTORY)


def _levels_beside(
    areas: list[ReadArea], said: list[Said], person: Person, names: dict[str, str]
) -> list[LevelSeen]:
    """What others worked out, as it is today, where the two see trouble or harm differently."""
    is_differing = any(gap.is_about_risk for area in areas for gap in area.gaps)
    if not is_differing or mode_of(person) != Mode.STATUTORY:
        return []
    return levels_seen(levels_of(person), said, _speaker(person, names), timezone.localdate())


def _older(
    thread: Thread, said: list[Said], person: Person, names: dict[str, str]
) -> list[ReadLine]:
    return older_lines(thread, said, _speaker(person, names), mode=mode_of(person))


def _speaker(person: Person, names: dict[str, str]) -> Speaker:
    names["organisation"] = person.organisation.name
    return Speaker((get_language() or "en")[:2], names)
