"""Each check of `a11y` finds the fault it is there for, and nothing on a page without one."""

import pytest

from a11y import checks
from a11y.tree import tree

SOUND = """<!doctype html><html lang="en"><head><title>A page – Tandem</title>
<style>a, button, input { display: inline-block; min-width: 50px; min-height: 50px; }
:focus { outline: 3px solid black; }</style></head>
<body><main><h1>One</h1><h2>Two</h2><a href="/one">First</a>
<form method="post" action="/send"><input name="said" aria-label="Said"><button>Send</button></form>
</main></body></html>"""
PLANTED = {
    "axe": ('<a href="/one">First</a>', '<a href="/one">First</a><img src="x.png">'),
    "no name": ("First</a>", '<img alt="" src="x.png"></a>'),
    "two links of one name": ("First</a>", 'First</a><a href="/two">First</a>'),
    "two first headings": ("<h2>Two</h2>", "<h1>Two</h1>"),
    "a heading too deep": ("<h2>Two</h2>", "<h3>Two</h3>"),
    "a title that names somebody": ("A page", "Danielle"),
    "another language": ('lang="en"', 'lang="cy"'),
    "focus unseen": ("outline: 3px solid black", "outline: none"),
    "focus under something": (
        "</main>",
        '<div style="position: fixed; inset: 0; background: white"></div></main>',
    ),
    "an order of its own": ("<button>", '<button tabindex="5">'),
    "out of reach": (
        "</main>",
        """</main><script>addEventListener('keydown', e => {
          if (document.activeElement.name === 'said') e.preventDefault() })</script>""",
    ),
    "off the side": ("<h2>Two</h2>", '<h2 style="width: 4000px">Two</h2>'),
    "cut off": (
        "<h2>Two</h2>",
        '<h2 style="height: 5px; overflow: hidden">Two and much more of it</h2>',
    ),
    "lost when spaced": (
        "<h2>Two</h2>",
        '<h2 style="font: 16px/16px serif; height: 18px; overflow: hidden">Two</h2>',
    ),
    "too small": ("<button>", '<button style="min-height: 0; height: 20px">'),
}


def found(page, html: str) -> list[checks.Fault]:
    page.set_content(html)
    checks.prepare(page)
    faults = checks.axe(page) + checks.names(tree(page), page, "en", frozenset({"Danielle"}))
    faults += checks.fits(page) + checks.cut(page) + checks.changed(page, "spacing")
    faults += checks.changed(page, "bigger")
    return faults + checks.targets(page, checks.LEAST_FOR_PERSON) + checks.keyboard(page)


@pytest.fixture
def page(chromium):
    page = chromium.new_page()
    yield page
    page.close()


def test_a_sound_page_has_no_fault(page):
    assert found(page, SOUND) == []


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_found(planted, page):
    sound, broken = PLANTED[planted]
    assert SOUND.count(sound) == 1
    assert found(page, SOUND.replace(sound, broken)) != []


def test_a_form_that_only_scripts_bring_is_found():
    form = {"action": "/send", "fields": ["said"], "canSend": True}
    assert checks.same_forms([form], [form]) == []
    assert checks.same_forms([form], []) != []
    assert checks.same_forms([form], [form | {"fields": []}]) != []
    assert checks.same_forms([form], [form | {"canSend": False}]) != []


def test_a_control_in_one_language_only_is_found():
    assert checks.same_shape(["link", "button"], ["link", "button"]) == []
    assert checks.same_shape(["link", "button"], ["link"]) != []
    assert checks.same_shape(["link"], ["link", "button"]) != []
