"""How the sign-in library speaks and behaves here."""

import secrets
import time
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tandem.people.models import Role, User
from tandem.people.signed_in import BY_DEMO_LINK
from tandem.people.signin_log import say

KNOWN_COOKIE = "__Host-tandem-known" if settings.IS_SECURE else "tandem_known"
KNOWN_FOR = 180 * 24 * 60 * 60

WAIT = _("That was tried too often. Wait five minutes, then try again.")
SAID = {
    "mfa/messages/webauthn_added.txt": _("Your passkey is ready."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is gone."),
    "mfa/messages/totp_activated.txt": _("Your app is ready."),
    "mfa/messages/totp_deactivated.txt": _("The app is no longer used."),
}


class SignIn(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        # The same words whether or not anybody has this address.
        "email_password_mismatch": _("The email address or the password is not right."),
        "incorrect_password": _("That password is not right."),
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """There is no mail server: links are handed over."""

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our words instead of the library's; what it says and we do not is left out."""
        words = message or SAID.get(message_template or "")
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        if isinstance(user, User) and not user.has(Role.WORKER, Role.MANAGER):
            return reverse("people:organisation")
        return reverse(settings.LOGIN_REDIRECT_URL)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        email = credentials.get("email", "").lower()
        return known_device(request, email) or email

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Limits by network, by account and for everybody together.

        A device on which this account has signed in before has a count of its own, so strangers
        cannot keep anyone out of their own account.
        """
        email = credentials.get("email", "").lower()
        try:
            super().pre_authenticate(request, **credentials)
            if not known_device(request, email):
                everyone = ratelimit.consume(
                    request, app="allauth.account", action="everyone", key="everyone"
                )
                if not everyone:
                    self._rollback_login_failed_rl_usage()
                    raise self.validation_error("too_many_login_attempts")
                self._login_failed_rl_usage.usage.extend(everyone.usage)
        except ValidationError:
            say("sign_in_held_back", user=account_of(email))
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        # Somebody who has left is answered like a stranger.
        return user if user is not None and user.is_active else None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        user = account_of(credentials.get("email", "").lower())
        if user:
            cache.set(f"failed:{user}", True, KNOWN_FOR)
        say("sign_in_failed", user=user)

    def reauthenticate(self, user: User, password: str) -> bool:
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A sign-in of the last minutes is proof enough; it need not be given twice.

        Made-up people have nothing to prove it with.
        """
        request = context.request
        if settings.IS_DEMO and request.session.get(BY_DEMO_LINK):
            return False
        since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        records = get_authentication_records(request, request.user)
        return not any(record["at"] > since for record in records)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        say("sign_in_failed", user=user.pk)
        self.add_message(request, messages.ERROR, message=str(SecondProof.NOT_THIS_PASSKEY))
        return redirect("account_login")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if cache.get(f"failed:{user.pk}"):
            cache.delete(f"failed:{user.pk}")
            say("signed_in_after_failing", user=user.pk)
        remember_device(request, response, user.email)
        return response


class SecondProof(DefaultMFAAdapter):
    NOT_THIS_PASSKEY = _("That passkey did not work. Try again, or use your password.")
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That is not right. Try again."),
        "cannot_generate_recovery_codes": _("Set up a passkey or an app first."),
    }

    def build_totp_svg(self, url: str) -> str:
        drawn: str = segno.make(url, error="m").svg_inline(scale=5, border=4, light="#fff")
        return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)

    def _get_site_name(self) -> str:
        return "Tandem"

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return str(_("Passkey %(number)s") % {"number": number})


def account_of(email: str) -> Any:
    """The id that goes into the log; never into an answer."""
    return User.objects.filter(email=email).values_list("pk", flat=True).first()


def known_device(request: HttpRequest, email: str) -> str:
    """A name for this device, if this account has signed in on it before."""
    try:
        account, name = signing.loads(
            request.COOKIES.get(KNOWN_COOKIE, ""), salt="known device", max_age=KNOWN_FOR
        )
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return f"known {name}" if account == _account(email) else ""


def remember_device(request: HttpRequest, response: HttpResponse, email: str) -> None:
    if not known_device(request, email):
        response.set_cookie(
            KNOWN_COOKIE,
            signing.dumps([_account(email), secrets.token_urlsafe(16)], salt="known device"),
            max_age=KNOWN_FOR,
            httponly=True,
            secure=settings.IS_SECURE,
            samesite="Lax",
        )


def _account(email: str) -> str:
    return salted_hmac("known device", email.lower()).hexdigest()[:32]
