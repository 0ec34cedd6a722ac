"""One plain page to PDF, by the same typesetter: no sign-in, no query, no layout to speak of."""

from bench.floors.bare import configure, in_threads

configure(__name__)

import typst  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

PAGE = b"""
#set document(title: [A plan])
#set page(paper: "a4")
= A plan
#for goal in range(8) [
  == Goal #(goal + 1)
  I find a place of my own where I can stay.
  - Ring the housing team about the list.
  - Bring the letters in one bag.
  - Say what came of it, next time.
]
"""
fonts = typst.Fonts(include_system_fonts=False)


def paper(request: HttpRequest) -> HttpResponse:
    pdf = typst.compile(PAGE, font_paths=fonts, pdf_standards="ua-1")
    return HttpResponse(pdf, content_type="application/pdf")


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("hello", hello), path("paper", paper)]
application = in_threads()
