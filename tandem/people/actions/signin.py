"""Who may sign in, and how they prove who they are.

Nothing here sends mail: an invitation or a reset is a link that an administrator hands over.
"""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import check_password
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.people import tries
from tandem.people.actions.acts import made_before
from tandem.people.actions.persons import ensure_practice_person
from tandem.people.actor import Actor, Staff, System
from tandem.people.models import Mode, Organisation, Role, SignInLink, Team, User
from tandem.people.signin_log import say

LASTS = {
    "invite": timedelta(days=7),
    "reset": timedelta(hours=24),
    "first": timedelta(hours=24),
    "demo": timedelta(days=30),
}


@transaction.atomic
def invite(
    *,
    by: Actor,
    email: str,
    name: str,
    called: str,
    roles: list[str],
    team: Team | None = None,
    organisation: Organisation | None = None,
    act: UUID | None = None,
) -> str:
    """Make a member of staff who cannot sign in yet; the answer is the path of their link.

    A repeat makes the link anew, since only its digest is kept; the one before stops working.
    """
    organisation = _organisation(by, organisation)
    if act:
        said = {
            "organisation": organisation,
            "email": _one_spelling(email),
            "name": name.strip(),
            "last_login": None,
            "is_active": True,
        }
        if made := made_before(User.objects.filter(pk=act), act, said):
            return make_link("invite", made)
    user = add_user(
        organisation=organisation,
        email=email,
        name=name,
        called=called,
        roles=roles,
        team=team,
        act=act,
    )
    say("account_made", user=user.pk, by=_who(by), roles=user.roles)
    return make_link("invite", user)


@transaction.atomic
def add_user(
    *,
    organisation: Organisation,
    email: str,
    name: str,
    called: str,
    roles: list[str],
    team: Team | None = None,
    password: str | None = None,
    act: UUID | None = None,
) -> User:
    roles = [role for role in Role.values if role in roles]
    if not roles:
        raise Refused(_("Choose at least one role."))
    if team is not None and team.organisation_id != organisation.pk:
        raise Refused(_("Choose a team of this organisation."))
    user = User(
        pk=act or uuid4(),
        organisation=organisation,
        team=team,
        email=_one_spelling(email),
        name=name.strip(),
        called=called.strip() or name.split()[0],
        roles=roles,
    )
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Refused(_("This email address is in use already.")) from None
    _begin_practice(user)
    return user


@transaction.atomic
def set_roles(*, by: Actor, user: User, roles: list[str], team: Team | None) -> None:
    _may_run(by, user)
    roles = [role for role in Role.values if role in roles]
    if not roles:
        raise Refused(_("Choose at least one role."))
    if team is not None and team.organisation_id != user.organisation_id:
        raise Refused(_("Choose a team of this organisation."))
    if Role.ADMINISTRATOR in user.roles and Role.ADMINISTRATOR not in roles:
        _keep_an_administrator(user)
    before = user.roles
    user.roles, user.team = roles, team
    user.save(update_fields=["roles", "team"])
    say("roles_changed", user=user.pk, by=_who(by), before=before, after=roles)
    _begin_practice(user)


@transaction.atomic
def reset_sign_in(*, by: Actor, user: User) -> str:
    """End every sign-in of this member of staff and forget how they proved who they are.

    The answer is the path of a link to choose a new password; someone who never signed in gets a
    new invitation.
    """
    _may_run(by, user)
    is_new = user.last_login is None
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    _end_sign_ins(user)
    say("sign_in_reset", user=user.pk, by=_who(by))
    return make_link("invite" if is_new else "reset", user)


@transaction.atomic
def stop_sign_in(*, by: Actor, user: User) -> None:
    """Someone leaves: no page opens for them from now on."""
    _may_run(by, user)
    _keep_an_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_sign_ins(user)
    SignInLink.objects.filter(user=user, used_at=None).update(used_at=timezone.now())
    say("account_stopped", user=user.pk, by=_who(by))


def _one_spelling(email: str) -> str:
    return email.strip().lower()


# Links


def make_link(purpose: str, user: User | None) -> str:
    """Make a link that works once; earlier ones for the same user (or for none) stop working."""
    SignInLink.objects.filter(user=user, used_at=None).update(used_at=timezone.now())
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        token_hash=_digest(token),
        purpose=purpose,
        user=user,
        expires_at=timezone.now() + LASTS[purpose],
    )
    return reverse("signin:link", args=[token])


def link_for(token: str) -> SignInLink | None:
    """The link, if it would still work. Looking does not use it up: previews look."""
    return (
        SignInLink.objects.filter(
            token_hash=_digest(token), used_at=None, expires_at__gt=timezone.now()
        )
        .exclude(user__is_active=False)
        .select_related("user")
        .first()
    )


@transaction.atomic
def accept_link(link: SignInLink, *, name: str, called: str, password: str) -> User | None:
    """An invitation or a reset: choose a password. None if someone else was faster."""
    user = link.user
    if user is None or link.purpose not in ("invite", "reset") or not _use(link):
        return None
    user.name, user.called = name.strip(), called.strip()
    user.set_password(password)
    user.save(update_fields=["name", "called", "password"])
    say("link_used", user=user.pk, purpose=link.purpose)
    say("password_changed", user=user.pk)
    return user


@transaction.atomic
def begin_organisation(
    link: SignInLink,
    *,
    organisation: str,
    mode: str,
    name: str,
    called: str,
    email: str,
    password: str,
    is_worker: bool,
) -> User | None:
    """The first link of an empty database: an organisation and its first administrator."""
    if link.purpose != "first" or has_administrator() or not _use(link):
        return None
    user = add_user(
        organisation=Organisation.objects.create(name=organisation.strip(), mode=Mode(mode)),
        email=email,
        name=name,
        called=called,
        roles=[Role.ADMINISTRATOR, *([Role.WORKER] if is_worker else [])],
        password=password,
    )
    say("link_used", user=user.pk, purpose=link.purpose)
    say("account_made", user=user.pk, by=None, roles=user.roles)
    return user


def enter_demo(link: SignInLink) -> User | None:
    if link.user is None or link.purpose != "demo" or not _use(link):
        return None
    say("link_used", user=link.user.pk, purpose=link.purpose)
    return link.user


def has_administrator() -> bool:
    return User.objects.filter(is_active=True, roles__contains=[Role.ADMINISTRATOR]).exists()


# Proving again who one is


def change_password(user: User, *, password: str, keep: str) -> None:
    """Ends the user's sign-ins other than the one whose key is `keep`."""
    user.set_password(password)
    user.save(update_fields=["password"])
    _end_sign_ins(user, keep=keep)
    say("password_changed", user=user.pk)


def is_password(user: User, raw: str) -> bool:
    """Whether this is the user's password. Refuses after too many wrong ones."""
    what = f"password {user.pk}"
    tries.refuse_too_many(what)
    if check_password(raw, user.password):
        return True
    tries.was_wrong(what)
    say("password_not_proved", user=user.pk)
    return False


def _end_sign_ins(user: User, *, keep: str = "") -> None:
    """A new password closes every page already; without its session an open stream ends too."""
    for session in Session.objects.exclude(pk=keep).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def end_other_sign_ins(user: User, *, keep_device: str) -> None:
    """End every sign-in of the user but the one on this device (a digest of its key)."""
    for session in Session.objects.iterator():
        device = hashlib.sha256(session.pk.encode()).hexdigest()
        if device != keep_device and session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def _organisation(by: Actor, organisation: Organisation | None) -> Organisation:
    if isinstance(by, Staff) and by.user.has(Role.ADMINISTRATOR):
        return by.user.organisation
    if isinstance(by, System) and organisation is not None:
        return organisation
    raise Refused(_("Only an administrator can do this."))


def _may_run(by: Actor, user: User) -> None:
    _organisation(by, user.organisation)
    if isinstance(by, Staff) and by.user.organisation_id != user.organisation_id:
        raise Refused(_("Only an administrator can do this."))


def _keep_an_administrator(user: User) -> None:
    others = User.objects.filter(
        organisation=user.organisation_id, is_active=True, roles__contains=[Role.ADMINISTRATOR]
    ).exclude(pk=user.pk)
    if Role.ADMINISTRATOR in user.roles and not others.exists():
        raise Refused(_("No one else is an administrator. Make someone else one first."))


def _who(by: Actor) -> str | None:
    return str(by.user.pk) if isinstance(by, Staff) else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _use(link: SignInLink) -> bool:
    """Only one of two at the same moment finds the row unused."""
    now = timezone.now()
    unused = SignInLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now)
    return bool(unused.update(used_at=now))


def _begin_practice(user: User) -> None:
    if Role.WORKER in user.roles:
        ensure_practice_person(user)
