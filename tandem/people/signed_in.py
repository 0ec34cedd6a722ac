"""What a sign-in must keep being: not too old, not long idle, and proved twice.

Every address passes here, so a page that forgot to ask is safe too.
"""

import time
from collections.abc import Callable
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tandem.audit.guard import place_of
from tandem.lib.question import Question
from tandem.people import tries
from tandem.people.models import User

Answer = Callable[[HttpRequest], HttpResponse]

BEGAN, SEEN, BY_DEMO_LINK = "signed_in_at", "seen_at", "by_demo_link"
# Where somebody who has only one proof yet can go: to the second one, and out.
ON_THE_WAY = frozenset(
    {
        "mfa_index",
        "mfa_add_webauthn",
        "mfa_activate_totp",
        "account_reauthenticate",
        "account_logout",
        "signin:link",
        "ui:language",
        "healthz",
    }
)


def signed_in(answer: Answer) -> Answer:
    def watched(request: HttpRequest) -> HttpResponse:
        with tries.written_afterwards():
            user = request.user
            if isinstance(user, User):
                if is_over(request):
                    logout(request)
                elif place_of(request) not in ON_THE_WAY and not is_proved_twice(request, user):
                    return redirect("mfa_index")
            return answer(request)

    return watched


def is_over(request: HttpRequest) -> bool:
    """Counts from sign-in and from the last page; both live in the session, so on the server."""
    now = int(time.time())
    session = request.session
    began, seen = session.setdefault(BEGAN, now), session.get(SEEN, now)
    # Once a minute is often enough: a write for every page is not.
    if SEEN not in session or now - seen > 60:
        session[SEEN] = now
    return bool(
        now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SIGN_IN_IDLE_SECONDS
    )


def is_proved_twice(request: HttpRequest, user: User) -> bool:
    """Whether this member of staff has a second proof. Sign-in itself asks for it when they do.

    Made-up people have none, so a demo's own links do without.
    """
    if settings.IS_DEMO and request.session.get(BY_DEMO_LINK):
        return True
    found: bool = user.has_second_proof  # type: ignore[attr-defined]
    return found


def _with_proof(pk: UUID) -> QuerySet[User]:
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    proofs = Authenticator.objects.filter(user=OuterRef("pk"), type__in=kinds)
    return User.objects.annotate(has_second_proof=Exists(proofs)).filter(pk=pk)


_WITH_PROOF = Question(_with_proof, UUID)


class SignedIn(AuthenticationBackend):  # type: ignore[misc]
    """Reads whoever is signed in together with whether they have a second proof: each page asks
    for both."""

    def get_user(self, user_id: UUID) -> User | None:
        user = _WITH_PROOF.first(user_id)
        return user if user and self.user_can_authenticate(user) else None
