"""A form that is an act of its own, sent by a script: kept on the device until it is answered."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _

from tandem.ui.refusals import wants_json

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def as_act(view: View[P]) -> View[P]:
    """Tells a script where the page goes on, or that the form was not taken as it is. The page
    itself then draws it with its sentences; from elsewhere the words are shown to be copied."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method != "POST" or not wants_json(request):
            return response
        if isinstance(response, HttpResponseRedirect):
            return JsonResponse({"to": response.url})
        if response.status_code in (400, 422):
            sentence = _("It could not be saved as it is. Copy the words, and say them anew.")
            return JsonResponse({"refused": sentence}, status=400)
        return response

    return answered
