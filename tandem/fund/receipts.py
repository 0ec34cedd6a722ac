"""What a receipt may be: a picture or a PDF, by what is in it and not by its name."""

import puremagic

from tandem.fund.models import Receipt, Request

MOST_BYTES = 5 * 1024 * 1024
_KINDS = {"image/png": "png", "image/jpeg": "jpeg", "application/pdf": "pdf"}
TYPES = {kind: mime for mime, kind in _KINDS.items()}


def kind_of(raw: bytes) -> str:
    """Or "" where it is nothing that is kept."""
    try:
        found = puremagic.from_string(raw, mime=True)
    except (puremagic.PureError, ValueError):
        return ""
    return _KINDS.get(found, "")


def receipts_of(request: Request) -> list[Receipt]:
    """Without what is in them."""
    return list(Receipt.objects.filter(request=request).defer("raw").order_by("kept_at"))
