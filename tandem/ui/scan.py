"""An address that another device scans: whole, and as a square."""

import segno
from django.conf import settings
from django.http import HttpRequest


def whole_address(request: HttpRequest, path: str) -> str:
    base: str = settings.PUBLIC_URL.rstrip("/")
    return f"{base}{path}" if base else request.build_absolute_uri(path)


def square(address: str) -> list[str]:
    """The dark runs of the code as path data, one row each, for an SVG made by the template."""
    rows = []
    for y, row in enumerate(segno.make(address, error="m").matrix):
        rows.append(" ".join(f"M{x} {y}h1v1h-1z" for x, dark in enumerate(row) if dark))
    return rows
