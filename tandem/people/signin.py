"""The ways in that are made on the server: a demo's staff, the first administrator, a lost one."""

from django.conf import settings
from django.utils.translation import override

from tandem.people.actions.signin import has_administrator, make_link, reset_sign_in
from tandem.people.actor import System
from tandem.people.models import Role, User

# Of more staff than this, one of each role is enough.
MOST_LINKS = 12


def first_administrator_link(base_url: str) -> str | None:
    """A link that makes an organisation and its first administrator; None when there is one."""
    if has_administrator():
        return None
    return base_url.rstrip("/") + make_link("first", None)


def demo_links(base_url: str) -> list[tuple[str, str, str]]:
    """Name, roles and a link for each member of the made-up staff. Never outside a demo."""
    if not settings.IS_DEMO:
        return []
    staff = User.objects.filter(is_active=True).select_related("organisation", "team")
    staff = staff.order_by("organisation__name", "team__name", "name")
    if staff.count() > MOST_LINKS:
        staff = staff.order_by("roles", *staff.query.order_by).distinct("roles")
    with override("en"):
        return [
            (user.called, _roles(user), base_url.rstrip("/") + make_link("demo", user))
            for user in staff
        ]


def way_back_in(base_url: str, email: str) -> str | None:
    """A link for somebody who lost both proofs when no administrator can help, made on the server.

    None when nobody who may sign in has this email address.
    """
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        return None
    return base_url.rstrip("/") + reset_sign_in(by=System("way back in"), user=user)


def _roles(user: User) -> str:
    """The word before the colon of each role's sentence, and where."""
    words = [str(Role(role).label).partition(":")[0].lower() for role in user.roles]
    return f"{' and '.join(words)}, {user.team or user.organisation}"
