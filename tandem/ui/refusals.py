"""Turns a rule's no into a page or an answer that says what to do; what was typed is kept."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from tandem.lib.refused import Refused

Answer = Callable[[HttpRequest], HttpResponse]


def refusals(answer: Answer) -> Answer:
    """Middleware: `Refused` becomes 409, as JSON for a script and as a page for a reader."""

    class Refusals:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            return answer(request)

        def process_exception(
            self, request: HttpRequest, exception: Exception
        ) -> HttpResponse | None:
            if not isinstance(exception, Refused):
                return None
            if wants_json(request):
                return JsonResponse({"refused": exception.sentence}, status=409)
            return render(request, "ui/refused.html", {"sentence": exception.sentence}, status=409)

    return Refusals()


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
