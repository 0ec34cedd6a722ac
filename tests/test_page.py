"""The page client sees what is wrong with a page."""

import pytest

from tests.page import faults_of, read

SOUND = """<!DOCTYPE html><html lang="en"><head><title>People</title></head><body><main>
<h1>People</h1><a href="#a">On</a><svg viewBox="0 0 1 1"><path d="M0 0"/><title>x</title></svg>
<form method="post" action=""><input type="hidden" name="csrfmiddlewaretoken" value="t">
<label for="a">Name</label><input id="a" autocomplete="off">
<label>Day <input autocomplete="off"></label>
<fieldset><legend>Who</legend><input type="radio" aria-label="one"></fieldset>
<button>Save</button></form></main></body></html>"""


def test_a_sound_page_has_no_faults():
    assert faults_of(SOUND) == []
    assert read(SOUND).title == "People"


@pytest.mark.parametrize(
    ("sound", "broken", "said"),
    [
        ("<title>People</title>", "", "no title"),
        ("<title>People", "<title>Danielle", "title names Danielle"),
        ("<h1>People</h1>", "<h1>People</h1><h1>More</h1>", "2 h1"),
        ("<h1>People</h1>", "<h1> </h1>", "h1 is empty"),
        (' lang="en"', "", "language"),
        ("<main>", "<div>", "</main> closes"),
        ('<label for="a">Name</label>', "", "has no label"),
        ('<label for="a">Name</label>', '<label for="b">Name</label>', "points at ['b']"),
        ("<legend>Who</legend>", "", "has no legend"),
        ("</form>", '</form><p id="a"></p>', "stands twice"),
        (' autocomplete="off"></label>', "></label>", "kept by the browser"),
        ("<button>Save</button>", "<button></button>", "says nothing"),
        ('href="#a"', 'href="#c"', "leads nowhere"),
        ('action=""', 'action="//else.test/"', "sends to someone else"),
        ('action=""', 'action="https://else.test/"', "sends to someone else"),
        (' value="t"', ' value=""', "tokens"),
        ("<main>", "<main><script>x</script>", "inside the page"),
        ("<main>", '<main><p style="x"></p>', "['style']"),
        ("<main>", '<main><p onclick="x"></p>', "['onclick']"),
        ("<main>", '<main><img src="//else.test/x.png" alt="">', "leads to someone else"),
        ("<main>", '<main><img src="/x.png">', "no alternative"),
        ("<main>", '<main><a href="javascript:x">y</a>', "leads to someone else"),
        ("<main>", '<main><a href="/x" target="_blank">y</a>', "reach back"),
        ("</form>", "", "closes <form>"),
    ],
)
def test_what_is_wrong_is_said(sound, broken, said):
    assert sound in SOUND
    assert any(said in fault for fault in faults_of(SOUND.replace(sound, broken)))
