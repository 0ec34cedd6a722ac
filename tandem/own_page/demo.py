"""Ways onto the own pages of made-up people, as a link given in a sitting is one."""

from django.conf import settings
from django.urls import reverse

from tandem.own_page.actions.devices import another_link
from tandem.own_page.models import OwnPage
from tandem.preparation.rules import shown

MOST = 3


def demo_links(base_url: str) -> list[tuple[str, str]]:
    """Whose page it is, and a link to open once. Never outside a demo."""
    if not settings.IS_DEMO:
        return []
    pages = OwnPage.objects.filter(off_at=None).select_related("person").order_by("on_at")[:MOST]
    return [
        (
            page.person.called,
            base_url.rstrip("/") + reverse("own_page:open", args=[shown(another_link(page))]),
        )
        for page in pages
    ]
