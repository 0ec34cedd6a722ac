"""What was asked under another key in an older version: where it is read, and by whom."""

import json

from tandem.assessments.rules.carry import asked_as
from tandem.instruments import loader

WORDS = {"party": "person", "kind": "words"}


def version(number, areas, **became):
    head = {"name": "whole-life", "version": number, "areas": areas}
    return json.dumps({"en": head | ({"became": became} if became else {})})


def asked(prompt, **more):
    return WORDS | {"prompt": prompt} | more


def test_what_was_said_of_the_second_child_is_asked_of_the_second_child():
    child = {"name": "Each child", "at_most": 3}
    names = {"school": asked("Which school?"), "friends": asked("Which friends?")}
    older = version(8, {"family": {"name": "Family", "parts": {"child": child | {"items": names}}}})
    kid = child | {"items": {"school": asked("Which school?")}}
    other = {"who": asked("Who are they?"), "where": asked("Where are they?")}
    newer = version(
        9,
        {
            "family": {"name": "Family", "parts": {"kid": kid}},
            "friends": {"name": "Friends", "items": other},
        },
        moved={"family.child.school": "family.kid.school"},
        split={"family.child.friends": ["friends.who", "friends.where"]},
    )
    to = asked_as([loader.parse(older), loader.parse(newer)])
    assert to["family.child.school"] == ("family.kid.school",)
    assert to["family.child.2.school"] == ("family.kid.2.school",)
    assert to["family.child.6.friends"] == ("friends.who", "friends.where")
