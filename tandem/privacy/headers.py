"""Headers on every answer that the framework does not set by itself."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)


def what_to_clear(request: HttpRequest) -> str:
    """On the way out. Sealed answers that wait for the network, whoever wrote them, are cleared
    with all else only once a script has looked and found none."""
    return '"cache", "storage"' if request.POST.get("empty") == "1" else '"cache"'


def headers(answer: Answer) -> Answer:
    static = f"/{settings.STATIC_URL.strip('/')}/"

    def answer_with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        if not request.path.startswith(static):
            # A page on a shared computer leaves nothing behind.
            response.headers["Cache-Control"] = "no-store"
        return response

    return answer_with_headers
