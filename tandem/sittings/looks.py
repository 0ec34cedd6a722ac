"""How the person's pages are shown: as they asked the last time, or have said since."""

from typing import get_args

from tandem.instruments.items import Item, Look
from tandem.instruments.loader import parse
from tandem.instruments.models import HOME
from tandem.people.models import Person
from tandem.sittings.models import Sitting
from tandem.voices.models import Kind, Thread
from tandem.voices.queries import newest_in

LOOKS: tuple[Look, ...] = get_args(Look)


def looks_asked(item: Item, value: object) -> dict[str, bool]:
    """What an answer to this question asks for, of the looks that it decides on."""
    chosen = value if isinstance(value, list) else [value]
    asked: dict[str, bool] = {}
    for choice, look in _looks(item):
        asked[look] = asked.get(look, False) or choice in chosen
    return asked


def looks_chosen(item: Item, sitting: Sitting) -> list[str]:
    """The answers to this question that the sitting is shown by."""
    return [choice for choice, look in _looks(item) if getattr(sitting, f"is_{look}")]


def _looks(item: Item) -> tuple[tuple[str, Look], ...]:
    if item.looks or not item.key.endswith(".look"):
        return item.looks
    return (("bigger", "bigger"),)  # which version 1 of the assessment does not say itself


def looks_for(person: Person) -> dict[str, bool]:
    """How a new sitting begins. What was answered in a sitting has shaped that sitting, so only
    what was said after it is asked about."""
    before = Sitting.objects.filter(person=person).order_by("-started_at").first()
    looks: dict[str, bool] = {
        look: bool(before and getattr(before, f"is_{look}")) for look in LOOKS
    }
    sheet = (
        Thread.objects.filter(person=person, kind="sheet", release__name=HOME)
        .select_related("release", "stands_on")
        .order_by("-opened_at")
        .first()
    )
    release = (sheet.stands_on or sheet.release) if sheet else None
    if sheet is None or release is None:
        return looks
    items = {
        item.key: item for area in parse(release.body).areas for item in area.person if item.looks
    }
    for said in newest_in(sheet.pk, [(key, "person") for key in items], [Kind.ANSWER], each=1):
        if before is None or said.recorded_at > before.active_at:
            looks |= looks_asked(items[said.about], said.value)
    return looks
