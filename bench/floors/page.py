"""A page of sixty questions with the answers of both: by a Django template, and by Jinja2.

One query, no sign-in, no style, no script. Both engines draw the same file.
"""

from pathlib import Path

from bench.floors.bare import configure, in_threads

configure(__name__)

import jinja2  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import Context, Engine  # noqa: E402
from django.urls import path  # noqa: E402

SOURCE = Path(__file__).with_name("questions.html").read_text()
BY_DJANGO = Engine().from_string(SOURCE)
BY_JINJA = jinja2.Environment(autoescape=True).from_string(SOURCE)
CHOICES = ["yes", "partly", "no", "skip"]


def content(sheet: int) -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT question, party, value FROM standing WHERE sheet = %s", [sheet])
        said = {(question, party): value for question, party, value in cursor.fetchall()}
    questions = [
        {
            "number": number,
            "prompt": f"Question {number}: how much does this help you to move on?",
            "hint": "Think of the last month. There is no right answer.",
            "mine": said.get((number, 0), ""),
            "theirs": said.get((number, 1), ""),
        }
        for number in range(60)
    ]
    return {"questions": questions, "choices": CHOICES}


def by_django(request: HttpRequest, sheet: int) -> HttpResponse:
    return HttpResponse(BY_DJANGO.render(Context(content(sheet))))


def by_jinja(request: HttpRequest, sheet: int) -> HttpResponse:
    return HttpResponse(BY_JINJA.render(content(sheet)))


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [
    path("hello", hello),
    path("django/<int:sheet>", by_django),
    path("jinja/<int:sheet>", by_jinja),
]
application = in_threads()
