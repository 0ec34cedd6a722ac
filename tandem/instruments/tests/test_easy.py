import pytest

from tandem.instruments.schema import Unsound
from tandem.instruments.tests.forms import instrument

STEPS = {"hard": "Hard", "some": "Some", "fine": "Fine", "good": "Good"}
LEVELS = {"hard": 3, "some": 2, "fine": 1, "good": 0}


def made(item=None, **easy):
    scale = {"steps": STEPS, "levels": LEVELS, **({"easy": easy} if easy else {})}
    asked = {"party": "person", "kind": "scale", "scale": "now", "prompt": "How is it?"}
    item = asked | (item or {})
    if item["kind"] != "scale":
        del item["scale"]
    items = {"now": item}
    return instrument({"scales": {"now": scale}, "areas": {"a": {"name": "A", "items": items}}})


def test_each_step_of_easy_read_stands_for_a_step_of_the_full_scale():
    item = made({"easy": "How is it?"}, hard="Bad", some="In the middle", good="Good").item("a.now")
    assert [(one.key, one.easy.raw("en")) for one in item.easy_choices] == [
        ("hard", "Bad"),
        ("some", "In the middle"),
        ("good", "Good"),
    ]


@pytest.mark.parametrize(
    ("item", "easy", "why"),
    [
        ({"easy": "How?"}, {}, "no answers"),
        ({"easy": "How?"}, {"hard": "Bad", "good": "Good"}, "both ends"),
        ({"easy": "How?"}, {"hard": "Bad", "some": "So", "fine": "Fine"}, "both ends"),
        ({"easy": "How?", "party": "worker"}, {}, "person's side"),
        ({"easy": "How?", "kind": "ten", "low": "No", "high": "Yes"}, {}, "three steps"),
        ({"kind": "ten", "low": "No", "high": "Yes", "easy_tens": {"3": "No"}}, {}, "no question"),
        ({"kind": "ten", "easy": "x", "easy_tens": {"11": "No"}}, {}, "0 to 10"),
    ],
)
def test_a_map_that_is_not_whole_is_refused(item, easy, why):
    with pytest.raises(Unsound, match=why):
        made(item, **easy)
