"""For the script that keeps what was said while there is no network."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from tandem.audit.actions import nothing_shown
from tandem.sittings.outbox import keys_for
from tandem.sittings.room import at_the_door


@require_GET
def outbox(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """What opens the words that wait on this device. It shows nobody; each that is sent is audited
    as it comes in."""
    _door, actor, found = at_the_door(request, sitting)
    nothing_shown()
    return JsonResponse({"keys": keys_for(actor, found)})
