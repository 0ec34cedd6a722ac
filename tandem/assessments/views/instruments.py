"""Instruments for an administrator: what there is, how it looks, what changed, bringing one in."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tandem.assessments.actions.instruments import (
    Imported,
    import_instrument,
    keep_form,
    offer_instrument,
)
from tandem.assessments.forms.instruments import WorkbookForm
from tandem.assessments.library import begun, library_of, versions_of
from tandem.assessments.manuscripts import written_in
from tandem.assessments.own import out_of_use
from tandem.assessments.preview import NAMES, Reading, answers_in, has_easy, on_paper, shown
from tandem.assessments.queries import shipped_names
from tandem.audit.actions import nothing_shown
from tandem.documents.sheet_page import print_blank_sheet
from tandem.instruments.schema import Instrument
from tandem.instruments.versions import changes
from tandem.instruments.xlsform.told import Unreadable
from tandem.instruments.xlsform.writing import not_carried, write
from tandem.people.access import staff_only, user_of
from tandem.people.actions.files import drop_file, file_of
from tandem.people.actor import Staff
from tandem.people.models import Role, WaitingFile

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AREA = "-area-"  # stands for an area in an address
LANGUAGES = {"en": "English", "cy": "Cymraeg"}


@staff_only(Role.ADMINISTRATOR)
@require_GET
def library(request: HttpRequest) -> HttpResponse:
    found = [versions[0] for versions in library_of(user_of(request).organisation).values()]
    lines = [
        {
            "instrument": one,
            "title": title_of(one),
            "line": said(one, "line"),
            "words_in": language_of(one),
            "questions": sum(1 for _item in one.items),
            "languages": ", ".join(LANGUAGES.get(code, code) for code in one.languages),
            "is_easy": has_easy(one),
            "is_own": one.name not in shipped_names(),
        }
        for one in found
    ]
    lines.sort(key=lambda line: (not line["is_own"], line["title"]))
    context = {"lines": lines, "manuscripts": written_in(user_of(request).organisation)}
    return render(request, "assessments/instruments/library.html", context)


@staff_only(Role.ADMINISTRATOR)
@require_GET
def instrument(request: HttpRequest, key: str, version: int) -> HttpResponse:
    one, versions = found_for(request, key, version)
    nothing_shown()  # counts only
    context = {
        **about(one),
        "versions": versions,
        "line": said(one, "line"),
        "areas": [
            (area, area.name.say(language_of(one), NAMES), sum(1 for _item in area.items))
            for area in one.areas
        ],
        "before": earlier(one, versions),
        "not_carried": not_carried(one),
        "begun": begun(user_of(request).organisation, key),
        "newest": versions[0].version,
        "licence": said(one, "licence"),
        # Whether an own instrument is asked in the rooms.
        "offer": None
        if key in shipped_names()
        else {"is_on": key not in out_of_use(user_of(request).organisation_id)},
    }
    return render(request, "assessments/instruments/instrument.html", context)


@staff_only(Role.ADMINISTRATOR)
@require_POST
def offer(request: HttpRequest, key: str) -> HttpResponse:
    """Take an own instrument out of use, or offer it again."""
    by = Staff(user_of(request))
    versions = [] if key in shipped_names() else versions_of(by.user.organisation, key)
    if not versions:
        raise Http404
    offer_instrument(by=by, name=key, is_offered=bool(request.POST.get("offered")))
    return redirect("assessments:instrument", key=key, version=versions[0].version)


@staff_only(Role.ADMINISTRATOR)
@require_GET
def area(request: HttpRequest, key: str, version: int, area: str) -> HttpResponse:
    """How an area looks to both, and what it asks after which answers. Nothing is kept."""
    one, _versions = found_for(request, key, version)
    here = {"key": key, "version": version}
    addresses = {
        "up": reverse("assessments:instrument", kwargs=here),
        "area": reverse("assessments:instrument_area", kwargs=here | {"area": AREA}),
        "print": reverse("assessments:instrument_print", kwargs=here),
    }
    return look(request, one, area, addresses)


def look(
    request: HttpRequest, one: Instrument, area: str, addresses: dict[str, str]
) -> HttpResponse:
    """The page of one area of an instrument, released or not."""
    try:
        found = one.area(area)
    except LookupError:
        raise Http404 from None
    given, reading = request.GET, reading_of(request, one)
    own = {item.key for item in found.items}
    chosen = {"words": reading.language, "reading": "easy" if reading.is_easy else "full"}
    tried = [(item.key, value) for item in one.items for value in given.getlist(item.key)]
    place = [each.key for each in one.areas].index(area)

    def leading(**other: str) -> str:
        return "?" + urlencode([*(chosen | other).items(), *tried])

    context = {
        **about(one),
        "area": found,
        "reading": reading,
        "name": reading.say(found.name),
        "line": reading.say(found.line) if found.line != found.name else "",
        "parts": list(shown(one, found, answers_in(one, given), reading)),
        "hidden": [*chosen.items(), *((key, value) for key, value in tried if key not in own)],
        "languages": [
            (code, LANGUAGES.get(code, code), leading(words=code)) for code in one.languages
        ],
        "readings": [
            ("full", _("All of it"), leading(reading="full")),
            ("easy", _("Easy Read"), leading(reading="easy")),
        ]
        if has_easy(one)
        else [],
        "next": addresses["area"].replace(AREA, one.areas[place + 1].key)
        if place + 1 < len(one.areas)
        else "",
        "up": addresses["up"],
        "print_url": addresses.get("print", ""),
        "leading": leading(),
        "printed": "?" + urlencode([*chosen.items(), ("area", found.key)]),
    }
    return render(request, "assessments/instruments/area.html", context)


@staff_only(Role.ADMINISTRATOR)
@require_GET
def changed(request: HttpRequest, key: str, version: int) -> HttpResponse:
    """What became of each question since the version before; 404 for a first version."""
    one, versions = found_for(request, key, version)
    before = earlier(one, versions)
    if before is None:
        raise Http404
    context = {
        **about(one),
        "before": before,
        "rows": rows_of(changes(before, one), language_of(one)),
    }
    return render(request, "assessments/instruments/changes.html", context)


@staff_only(Role.ADMINISTRATOR)
@require_GET
def form(request: HttpRequest, key: str, version: int) -> HttpResponse:
    one, _versions = found_for(request, key, version)
    if not one.areas:
        raise Http404
    response = HttpResponse(write(one), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{key}-{version}.xlsx"'
    return response


@staff_only(Role.ADMINISTRATOR)
@require_GET
def paper(request: HttpRequest, key: str, version: int) -> HttpResponse:
    """To write on, in the language and wording that is asked for; `?area=home` narrows it."""
    one, _versions = found_for(request, key, version)
    only = request.GET.getlist("area")
    areas = [each for each in one.areas if not only or each.key in only]
    if not areas:
        raise Http404
    reading = reading_of(request, one)
    with override(reading.language):
        names = NAMES | {"person": _("the person"), "worker": _("the worker")}
        sheet = on_paper(
            one,
            areas,
            replace(reading, names=names),
            title=one.title.say(reading.language, names) if one.title else title_of(one),
            organisation=user_of(request).organisation.name,
            today=timezone.localdate(),
        )
        printed = print_blank_sheet(sheet)
    response = HttpResponse(printed, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{key}-{version}.pdf"'
    return response


@staff_only(Role.ADMINISTRATOR)
def bring_in(request: HttpRequest) -> HttpResponse:
    form = WorkbookForm.of(request)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        kept = keep_form(by=Staff(user_of(request)), raw=sent.read(), filename=sent.name)
        return redirect("assessments:check_instrument", file=kept.pk)
    return render(request, "assessments/instruments/add.html", {"form": form})


@staff_only(Role.ADMINISTRATOR)
def check(request: HttpRequest, file: UUID) -> HttpResponse:
    """The dry run, or what is wrong; posting it brings in what it shows."""
    by = Staff(user_of(request))
    nothing_shown()  # a form is about nobody
    kept = file_of(by, "instrument", file)
    if kept is None:
        messages.info(request, _("There is no such file here. It may be in already, or deleted."))
        return redirect("assessments:add_instrument")
    is_sent = request.method == "POST"
    try:
        found = brought(by, kept, dry_run=not is_sent)
    except Unreadable as unreadable:
        context = {"file": kept, "faults": unreadable.faults}
        return render(request, "assessments/instruments/check.html", context)
    one = found.instrument
    if is_sent:
        drop_file(by=by, file=kept)
        messages.success(request, found.sentence)
        return redirect("assessments:instrument", key=one.name, version=one.version)
    context = {
        **about(one),
        "file": kept,
        "faults": (),
        "found": found,
        "counts": (len(one.areas), sum(1 for _item in one.items)),
        "rows": rows_of(found.changes, language_of(one)),
    }
    return render(request, "assessments/instruments/check.html", context)


def brought(by: Staff, kept: WaitingFile, *, dry_run: bool) -> Imported:
    return import_instrument(
        by=by,
        organisation=by.user.organisation,
        raw=bytes(kept.raw),
        filename=kept.name,
        dry_run=dry_run,
    )


def found_for(request: HttpRequest, key: str, version: int) -> tuple[Instrument, list[Instrument]]:
    """This version and all of them, or 404."""
    versions = versions_of(user_of(request).organisation, key)
    for one in versions:
        if one.version == version:
            return one, versions
    raise Http404


def reading_of(request: HttpRequest, one: Instrument) -> Reading:
    wanted = request.GET.get("words", "")
    return Reading(
        wanted if wanted in one.languages else language_of(one),
        request.GET.get("reading") == "easy" and has_easy(one),
    )


def earlier(one: Instrument, versions: list[Instrument]) -> Instrument | None:
    return next((each for each in versions if each.version < one.version), None)


def language_of(one: Instrument) -> str:
    """The reader's, where the instrument has it; no words are made up."""
    wanted = (get_language() or "en")[:2]
    return wanted if wanted in one.languages else one.languages[0]


def said(one: Instrument, what: str) -> str:
    words = getattr(one, what)
    return words.say(language_of(one), NAMES) if words else ""


def title_of(one: Instrument) -> str:
    """Its title; the first three were released before they could have one."""
    old = {
        "whole-life": _("The whole life"),
        "talk": _("The talk about one difference"),
        "agreement": _("Is this the plan?"),
    }
    return said(one, "title") or old.get(one.name, one.name)


def about(one: Instrument) -> dict[str, Any]:
    return {"instrument": one, "title": title_of(one), "words_in": language_of(one)}


def rows_of(found: Any, language: str) -> list[dict[str, Any]]:
    """What became of questions, for a table."""
    called = {
        "kept": _("Kept"),
        "reworded": _("In other words"),
        "moved": _("Moved"),
        "split": _("Now more than one"),
        "merged": _("Now one"),
        "dropped": _("No longer asked"),
        "new": _("New"),
        "not_said": _("Not said"),
    }
    return [
        {
            "what": called[change.what],
            "before": [item.prompt.say(language, NAMES) for item in change.before],
            "now": [item.prompt.say(language, NAMES) for item in change.now],
        }
        for change in found
    ]
