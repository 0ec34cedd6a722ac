"""What a worker says at the desk, in no sitting: as their own record."""

from django.http import HttpRequest
from django.utils.translation import get_language

from tandem.people.access import actor_of
from tandem.voices.actions import Setting


def desk_setting(request: HttpRequest) -> Setting:
    by = actor_of(request)
    assert by is not None
    seen = request.POST.get("seen", "")
    return Setting(
        by=by,
        sitting=None,
        typed_by="worker",
        language=(get_language() or "en")[:2],
        seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
    )
