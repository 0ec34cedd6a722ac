"""The ways in that the launcher prints: the demo's staff, or the first administrator."""

from django.conf import settings
from django.utils.translation import override

from tandem.people.actions.signin import has_administrator, make_link
from tandem.people.models import Role, User


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
    with override("en"):
        return [
            (user.called, _roles(user), base_url.rstrip("/") + make_link("demo", user))
            for user in staff.order_by("organisation__name", "team__name", "name")
        ]


def _roles(user: User) -> str:
    """The word before the colon of each role's sentence, and where."""
    words = [str(Role(role).label).partition(":")[0].lower() for role in user.roles]
    return f"{' and '.join(words)}, {user.team or user.organisation}"
