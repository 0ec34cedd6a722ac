"""The doors that belong to no domain: the language of the page, the design page, a stale form."""

import sys

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tandem.ui import design as specimens
from tandem.ui.language import remember
from tandem.ui.overload import is_overload, overloaded


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language of this device and go back to the page."""
    onward = request.POST.get("next", "")
    is_path = onward.startswith("/")  # else it would be looked up as the name of a page
    if not is_path or not url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        onward = "/"
    response = redirect(onward)
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES):
        remember(response, code)
    return response


@require_GET
def design(request: HttpRequest) -> HttpResponse:
    """Every component and state, on one page, for eyes and for the accessibility run."""
    if not (settings.DEBUG or settings.IS_DEMO):
        raise Http404
    return render(request, "ui/design.html", specimens.page())


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came from another sign-in or an old page. Nothing was saved."""
    context = {
        "heading": _("This page is too old to save from"),
        "text": _("Nothing was saved. Go back, load the page again, then try once more."),
    }
    return render(request, "ui/error.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Unknown and forbidden look the same, and the page shows nobody."""
    context = {
        "heading": _("There is no such page"),
        "text": _("It may have moved, or it may not be yours to see."),
        "next_href": "/",
        "next_label": _("Go to the start"),
    }
    return HttpResponse(render_to_string("ui/error.html", context), status=404)


def too_much(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent cannot be read: too large, cut off, or no form of ours."""
    context = {
        "heading": _("This could not be read"),
        "text": _("It was too long, or only a part of it came. Go back and make it shorter."),
    }
    return HttpResponse(render_to_string("ui/error.html", context), status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Says what it means for the reader, and nothing about the fault."""
    if is_overload(sys.exception()):
        return overloaded(request)
    context = {
        "heading": _("Something went wrong here"),
        "text": _("It is not your fault. What was saved is safe. Go back and try once more."),
    }
    return HttpResponse(render_to_string("ui/error.html", context), status=500)
