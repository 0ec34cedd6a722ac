"""What a page must be at each step of a journey. All that is asked of pages is in `a11y`."""

from playwright.sync_api import Page

from a11y import checks


def fits(page: Page) -> None:
    """No page scrolls sideways."""
    none(checks.fits(page), page)


def sound(page: Page) -> None:
    """Nothing that axe finds, once the page has come to rest."""
    page.wait_for_load_state()
    checks.settled(page)
    none(checks.axe(page), page)


def none(faults: list[checks.Fault], page: Page) -> None:
    assert faults == [], "\n".join([page.url, *(fault.words for fault in faults)])
