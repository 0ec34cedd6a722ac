"""From plain values to a tagged PDF."""

import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.utils.translation import gettext, override

from tandem.documents.letters import MARK, ShippedFonts, cleaned, shipped_fonts, ways_to_clean
from tandem.documents.press import NotPrinted
from tandem.documents.pressroom import pressroom

P = TypeVar("P")
log = logging.getLogger(__name__)


def typeset(
    template: str, language: str, page: P, lay_out: Callable[[P], Mapping[str, object]]
) -> bytes:
    """The page as PDF/UA-1, its labels in `language`.

    `lay_out` turns the cleaned page into what the template reads. It reaches the template as
    JSON, never as source, so that nothing a person typed is ever executed.
    """
    shipped = shipped_fonts(Path(settings.PRINT_FONTS))
    with override(language):
        for step, clean in enumerate(ways_to_clean(shipped)):
            try:
                return compiled(template, lay_out(cleaned(page, clean)), language, shipped)
            except NotPrinted:
                log.warning("%s was refused as cleaned in way %d", template, step)
        raise NotPrinted(f"{template} could not be set")


def compiled(
    template: str, content: Mapping[str, object], language: str, shipped: ShippedFonts
) -> bytes:
    page = json.dumps(content, ensure_ascii=False)
    inputs = {
        "page": page,
        "frame": json.dumps(
            {
                "language": language.split("-")[0],
                "is_large": bool(content.get("is_large")),
                "fonts": shipped.families,
                "more": gettext("More on page %(page)s"),
                "carried_on": gettext("This carries on from page %(page)s"),
                "page_of": gettext("Page %(page)s of %(pages)s"),
                "mark": MARK,
                "mark_note": gettext("A question mark in a box is a letter we could not print.")
                if MARK in page
                else "",
            }
        ),
    }
    return pressroom.set(template, inputs, shipped.folder)
