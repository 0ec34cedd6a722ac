"""The doors of sign-in: the library's, with a passkey that signs in by itself, and our own."""

from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tandem.lib.refused import Refused
from tandem.people.access import staff_only, user_of
from tandem.people.actions.signin import (
    accept_link,
    begin_organisation,
    change_password,
    enter_demo,
    is_password,
    link_for,
)
from tandem.people.forms.signin import AcceptForm, ChangePasswordForm, FirstAdministratorForm
from tandem.people.models import SignInLink, User
from tandem.people.signed_in import BY_DEMO_LINK
from tandem.privacy.headers import what_to_clear

# Tries are counted even when something later in the request fails.
sign_in = transaction.non_atomic_requests(LoginView.as_view())


class AddPasskey(AddWebAuthnView):
    """Every passkey checks its owner and knows the account: it signs in without a password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["js_data"] = {
            "creation_options": webauthn.begin_registration(self.request.user, passwordless=True)
        }
        return context


add_passkey = AddPasskey.as_view()


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave nothing of the visit in this browser."""
    logout(request)
    request.session.flush()
    response = redirect("account_login")
    response.headers["Clear-Site-Data"] = what_to_clear(request)
    return response


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A link that was handed over. Used, late, unknown: one answer."""
    found = link_for(token)
    if found is None:
        return dead_link(request)
    if found.purpose == "demo":
        return by_demo_link(request, found)
    if found.purpose == "first":
        return first_administrator(request, found)
    return accept(request, found, found.user) if found.user else dead_link(request)


def dead_link(request: HttpRequest) -> HttpResponse:
    return render(request, "people/signin/dead_link.html", status=404)


def by_demo_link(request: HttpRequest, found: SignInLink) -> HttpResponse:
    if not settings.IS_DEMO or not is_this_computer(request):
        return dead_link(request)
    if request.method != "POST":
        return render(request, "people/signin/demo.html", {"who": found.user})
    user = enter_demo(found)
    return enter(request, user, by_demo_link=True) if user else dead_link(request)


def first_administrator(request: HttpRequest, found: SignInLink) -> HttpResponse:
    form = FirstAdministratorForm(request.POST or None)
    if form.is_valid():
        try:
            user = begin_organisation(found, **form.cleaned_data)
            return enter(request, user) if user else dead_link(request)
        except Refused as refused:
            form.add_error("email", refused.sentence)
    return render(request, "people/signin/first.html", {"form": form})


def accept(request: HttpRequest, found: SignInLink, who: User) -> HttpResponse:
    form = AcceptForm(request.POST or None, who)
    if form.is_valid():
        user = accept_link(found, **form.cleaned_data)
        return enter(request, user) if user else dead_link(request)
    context = {"form": form, "who": who, "is_new": found.purpose == "invite"}
    return render(request, "people/signin/accept.html", context)


def enter(request: HttpRequest, user: User, *, by_demo_link: bool = False) -> HttpResponse:
    """Sign in on a new session: nothing that was set before stays."""
    logout(request, show_message=False)
    request.session.flush()
    if by_demo_link:
        request.session[BY_DEMO_LINK] = True
        adapter = get_adapter()
        adapter.login(request, user)
        return redirect(adapter.get_login_redirect_url(request))
    record_authentication(request, user, method="password")
    response: HttpResponse = perform_login(request, Login(user=user))
    return response


@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "POST"])
@staff_only()
def password(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid():
        try:
            if is_password(user, form.cleaned_data["old"]):
                new = form.cleaned_data["new"]
                change_password(user, password=new, keep=request.session.session_key or "")
                update_session_auth_hash(request, user)
                messages.success(request, _("Your password is new from now on."))
                return redirect("mfa_index")
            form.add_error("old", _("That is not your password now."))
        except Refused as refused:
            form.add_error(None, refused.sentence)
    return render(request, "people/signin/password.html", {"form": form})


def is_this_computer(request: HttpRequest) -> bool:
    """Whether the browser runs on the machine that serves; a proxy hides that, so it is a no."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
