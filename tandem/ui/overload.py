"""Who waited too long for others is told to try again, and keeps their words."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.middleware.csrf import CsrfViewMiddleware
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from psycopg import errors
from psycopg_pool import PoolTimeout, TooManyRequests

from tandem.ui.refusals import typed_in, wants_json

# The database is away, starting, full of connections, or somebody holds what this needs. In each of
# them what was asked was never done.
WAITED = (
    PoolTimeout,
    TooManyRequests,
    errors.LockNotAvailable,
    errors.TooManyConnections,
    errors.CannotConnectNow,
)
TRY_AGAIN = "20"  # seconds


def is_overload(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, WAITED):
            return True
        error = error.__cause__
    return False


def overloaded(request: HttpRequest) -> HttpResponse:
    sentence = _("Too much is going on here at once. Wait a minute, then try again.")
    if wants_json(request):
        answer: HttpResponse = JsonResponse({"later": sentence}, status=503)
    elif request.method == "POST":
        context = {"sentence": sentence, "typed": _typed(request)}
        answer = HttpResponse(render_to_string("ui/refused.html", context), status=503)
    else:
        context = {"heading": _("This page cannot be shown just now"), "text": sentence}
        answer = HttpResponse(render_to_string("ui/error.html", context), status=503)
    answer["Retry-After"] = TRY_AGAIN
    return answer


def _typed(request: HttpRequest) -> list[str]:
    """Only what was sent from a page of ours: it may have waited before that was looked at."""
    try:
        foreign = CsrfViewMiddleware(overloaded).process_view(request, overloaded, (), {})
        return [] if foreign else typed_in(request.POST)
    except (SuspiciousOperation, BadRequest, UnreadablePostError):
        return []
