"""Turns a rule's no into a page or an answer that says what to do; what was typed is kept."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render

from tandem.lib.refused import Refused

Answer = Callable[[HttpRequest], HttpResponse]

# What forms say for the program, and what is a secret: no words of the reader's.
MECHANISM = re.compile(
    r"(csrfmiddlewaretoken|act|seen|by_act|digest|next|from|language|pin|code|credential|token"
    r"|.*password.*)$|(act|was):"
)
# A key, a number or a day: what was tapped, and not typed.
TAPPED = re.compile(r"[a-z0-9_./-]*|[0-9a-f-]{36}")


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
            context = {"sentence": exception.sentence, "typed": typed_in(request.POST)}
            return render(request, "ui/refused.html", context, status=409)

    return Refusals()


def typed_in(post: QueryDict) -> list[str]:
    """The words that somebody typed into a form, in its order."""
    return [
        value
        for name, values in post.lists()
        if not MECHANISM.match(name)
        for value in map(str, values)
        if value.strip() and not TAPPED.fullmatch(value.strip())
    ]


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
