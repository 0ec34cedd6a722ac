"""Saving one answer with Django and nothing else: nobody is signed in and nothing is asked."""

import json

from bench.floors.bare import configure, in_threads

configure(__name__)

from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

from bench.floors.tables import SAVE  # noqa: E402


def save(request: HttpRequest) -> HttpResponse:
    said = json.loads(request.body)
    with connection.cursor() as cursor:
        cursor.execute(SAVE, said)
    return HttpResponse(status=204)


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("hello", hello), path("save", save)]
application = in_threads()
