"""What has to happen is told apart from what the two choose."""

from datetime import date

import pytest
from django.utils.translation import override

from tandem.documents.tests.reading import squeezed, text_of
from tandem.people.models import Episode
from tandem.plans.court import told_order
from tandem.plans.rows import goals_of
from tandem.plans.tests.stories import home_sheet, keep_the_flat, sit
from tandem.voices.actions import open_thread

ORDER = "Community order: 5 January 2026 to 5 October 2026"
HEADING = "Things that have to happen"
SAID = (
    "These things come from the court or your licence. You do not have to agree with them, but they"
    " have to happen. You can say what you think of them, and you can help choose when."
)


def test_in_statutory_work_the_plan_says_it_on_screen_and_on_paper(cast, client):
    sitting = sit(client, cast.imran, cast.danielle)
    base = f"/together/{sitting.pk}/plan"
    for address in (base, f"{base}/part"):
        page = client.get(address).content.decode()
        assert HEADING in page
        assert SAID in page
    paper = text_of(client.get(f"{base}/print").content)
    assert squeezed(HEADING) in paper
    assert squeezed(SAID) in paper
    # The person may see their own order where both look.
    assert ORDER in page
    assert squeezed(ORDER) in paper


def test_at_the_desk_it_says_what_the_order_is(cast, sign_in):
    home_sheet(cast.imran, cast.danielle)
    keep_the_flat(cast.imran, cast.danielle)
    client = sign_in(cast.imran)
    address = f"/people/{cast.danielle.pk}/plan"
    page = client.get(address).content.decode()
    assert ORDER in page
    assert SAID in page
    paper = text_of(client.get(f"{address}/print").content)
    assert squeezed(f"{SAID} • {ORDER}") in paper or squeezed(f"{SAID}{ORDER}") in paper


def test_in_voluntary_work_nothing_of_it_is_said(cast, client, sign_in):
    sitting = sit(client, cast.maureen, cast.kofi)
    base = f"/together/{sitting.pk}/plan"
    assert HEADING not in client.get(base).content.decode()
    assert squeezed(HEADING) not in text_of(client.get(f"{base}/print").content)
    desk = sign_in(cast.maureen).get(f"/people/{cast.kofi.pk}/plan").content.decode()
    assert HEADING not in desk
    assert order_of(cast.kofi) == ""


def order_of(person):
    _goals, order = goals_of(open_thread(person, kind="plan").pk)
    return told_order(order)


@pytest.mark.parametrize(
    ("starts", "ends", "kind", "told"),
    [
        (date(2026, 1, 5), None, "licence", "Licence: from 5 January 2026"),
        (None, date(2026, 10, 5), "suspended", "Suspended sentence order: until 5 October 2026"),
        (date(2026, 1, 5), date(2026, 2, 5), "", "Order or licence: 5 January 2026 to 5 February"),
        (None, None, "licence", "Licence"),
        (None, None, "", ""),
    ],
)
def test_as_much_of_the_order_as_is_known(cast, starts, ends, kind, told):
    Episode.objects.filter(person=cast.danielle).update(
        starts_on=starts, ends_on=ends, order_type=kind
    )
    assert order_of(cast.danielle).removesuffix(" 2026") == told.removesuffix(" 2026")


def test_it_is_said_in_the_language_of_the_page(cast):
    with override("cy"):
        assert order_of(cast.danielle).startswith("Gorchymyn cymunedol: 5 Ionawr 2026 hyd ")
