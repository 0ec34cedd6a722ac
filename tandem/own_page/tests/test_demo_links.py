"""The demo's way onto an own page; never outside a demo."""

from tandem.own_page import demo
from tandem.own_page.tests.holding import PIN, holding, read
from tests.page import Pages


def test_only_a_demo_gives_links_and_each_opens_once(cast, settings):
    at = holding(cast.imran, cast.danielle)
    settings.IS_DEMO = False
    assert demo.demo_links("http://localhost:8000") == []
    settings.IS_DEMO = True
    ((called, link),) = demo.demo_links("http://localhost:8000/")
    assert called == "Danielle"
    path = link.removeprefix("http://localhost:8000")
    phone = Pages()
    assert phone.post(path, {"pin": PIN})["Location"] == "/page"
    assert "There is nothing here now." in Pages().post(path, {"pin": PIN}).content.decode()
    assert "What I do" in read(at)
