"""What stands on the further pages of a plan, and what the edges of a page have room for."""

from dataclasses import replace

import pytest

from tandem.documents.plan_page import print_plan
from tandem.documents.plan_parts import LeafLine, LeafPart, RemarkOnPaper
from tandem.documents.tests.pages import PLAN
from tandem.documents.tests.reading import squeezed, text_of
from tandem.documents.words import Words

SIGNS = "What are the first signs?"
SAFE = LeafPart(
    "How we stay safe",
    (
        LeafLine("person", "Danielle", SIGNS, Words("I go quiet.")),
        LeafLine(
            "worker",
            "Imran",
            SIGNS,
            Words("You miss a meeting."),
            (RemarkOnPaper("Danielle", Words("Only once.")),),
        ),
        LeafLine("", "", "Where to live?", Words("1. Here. 2. There.")),
        LeafLine("both", "Danielle and Imran", "Which bus?", Words("The first.")),
    ),
)


@pytest.mark.parametrize("size", ["page", "large", "easy"])
def test_a_heading_stands_once_over_what_both_said_with_what_was_said_next_to_it(size):
    said = text_of(print_plan(replace(PLAN, size=size, leaves=(SAFE,))))
    assert said.count(squeezed(SIGNS)) == 1
    order = ("I go quiet.", "You miss a meeting.", "I see this differently", "Only once.",
             "1. Here. 2. There.", "Danielle and Imran: The first.")  # fmt: skip
    places = [said.index(squeezed(words), said.index(squeezed("I go quiet."))) for words in order]
    assert places == sorted(places)


def test_a_long_name_leaves_room_for_the_day_and_the_code_at_the_foot():
    name = "Danielle-Rhiannon Llywelyn-ap-Gwilym Featherstonehaugh"
    paper = print_plan(replace(PLAN, person=name, size="large"))
    edges = text_of(paper, with_edges=True)
    assert squeezed("Danielle-Rhian…") in edges
    assert squeezed("· 3 March 2026 · Plan 7f3a-91c0") in edges
