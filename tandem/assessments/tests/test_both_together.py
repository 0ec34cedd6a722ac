"""What both answer together: one answer of theirs, beside which either may see it differently."""

import html
import json
import re
from uuid import uuid4

import pytest

from tandem.assessments import queries
from tandem.assessments.queries import existing_sheet
from tandem.assessments.tests import talking
from tandem.assessments.tests.talking import join
from tandem.assessments.tests.test_checks import sat, url
from tandem.assessments.tests.test_import_instrument import came_in, form
from tandem.assessments.tests.test_own_instruments import own
from tandem.instruments import loader
from tandem.instruments.models import Release
from tandem.voices.models import Entry
from tests.page import Pages, read

WE = [
    own("us", "Us", type="begin_group"),
    own("mine", "What do I say?"),
    own("we", "What do we say?", tandem_party="both"),
    own("often", "Why so?", tandem_party="both", relevant="${we} != ''"),
    {"type": "end_group"},
    own("after", "After it", type="begin_group"),
    own("said", "What was said?"),
    {"type": "end_group"},
]


@pytest.fixture
def at(cast):
    came_in(cast, form(WE))
    at = sat(cast, "together")
    at.client.get(url(at, "areas", "visit"))
    return at


def text_of(answer):
    words = html.unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))
    return " ".join(words.replace("\u2068", "").replace("\u2069", "").split())


def area(at):
    return at.client.get(url(at, "area", "visit", area="us"))


def say(at, value, key="us.we", **more):
    sent = {"seen": "0", f"act:{key}": str(uuid4()), f"was:{key}": "0", key: value} | more
    return at.client.post(url(at, "answer", "visit", area="us"), sent, budget=40)


def differ(at, **more):
    sent = {"act": str(uuid4()), "seen": "0", "party": "person", "words": "", "to": ""} | more
    where = url(at, "differ", "visit", item="us.we")
    assert at.client.post(where, sent, budget=40).status_code == 302
    return Entry.objects.filter(about="us.we", kind="differ").latest("seq").pk


def log(at):
    thread = existing_sheet(at.person, "visit")
    found = Entry.objects.filter(thread=thread).order_by("seq")
    return [(one.kind, one.about, one.party, one.typed_by) for one in found]


def boxes(answer):
    found = read(answer.content.decode()).all("textarea")
    return {one.get("name") for one in found if one.get("name")}


def test_it_is_one_answer_of_both_and_says_who_typed_it(at):
    assert "You say this together." in text_of(area(at))
    say(at, "Each Monday.")
    at.client.post(url(at, "answer", "visit", area="us"), {"typing": "person", "seen": "0"})
    say(at, "Each Tuesday.")
    assert log(at) == [
        ("answer", "us.we", "both", "worker"),
        ("answer", "us.we", "both", "person"),
    ]
    assert "typed by Danielle" in text_of(area(at))
    story = text_of(at.client.get(url(at, "story", "visit", item="us.we")))
    assert "Each Monday." in story
    assert "Danielle and Imran" in story
    rounds = text_of(at.client.get(url(at, "rounds", "visit")))
    assert "Each Tuesday. (Danielle and Imran)" in rounds


def test_each_has_said_it(at):
    say(at, "Each Monday.")
    listed = text_of(at.client.get(url(at, "areas", "visit")))
    assert listed.count("1 answer") == 2


def test_nobody_gives_it_alone(at):
    say(at, "Each Monday.")
    phone = join(at)
    shown = area(phone)
    assert boxes(shown) == {"us.mine"}
    assert "Each Monday." in text_of(shown)
    assert "on the screen that you share" in text_of(shown)
    refused = say(phone, "Only mine.")
    assert refused.status_code == 409
    assert "Only mine." in text_of(refused)
    assert len(log(at)) == 1


def test_from_paper_the_worker_types_what_both_said(cast):
    came_in(cast, form(WE))
    at = sat(cast, "desk")
    at.client.get(url(at, "areas", "visit"))
    say(at, "Each Monday.")
    assert log(at) == [("answer", "us.we", "both", "worker")]


def test_either_may_see_it_differently_and_then_both_stand(at):
    say(at, "Each Monday.")
    remark = differ(at, words="Never on Mondays.")
    shown = area(at)
    assert "Danielle sees this differently." in text_of(shown)
    assert "Each Monday." in text_of(shown)
    phone = join(at)
    assert "Danielle sees this differently." in text_of(area(phone))
    assert "Never on Mondays." in text_of(at.client.get(url(at, "differences", "visit")))
    differ(at, party="worker", words="Then Tuesdays.", to=str(remark))
    assert "Danielle sees this differently." in text_of(area(at))
    differ(at, to=str(remark), is_it="that_is_it")
    assert "sees this differently" not in text_of(area(at))


def test_said_together_again_it_is_of_both_again(at):
    say(at, "Each Monday.")
    differ(at, party="worker", words="Each Friday.")
    assert "Imran sees this differently." in text_of(area(at))
    say(at, "Each Friday.")
    assert "sees this differently" not in text_of(area(at))
    assert [kind for kind, *_others in log(at)] == ["answer", "differ", "answer"]


def test_the_other_screen_hears_that_one_sees_it_differently(at):
    say(at, "Each Monday.")
    differ(at, words="Never on Mondays.")
    phone = join(at)
    rows = url(at, "rows", "visit", area="us").replace("together", "beside")
    told = phone.client.get(f"{rows}?since=1").json()
    assert "sees this differently" in told["rows"]["us.we"]


def test_what_hangs_on_it_is_asked_once_both_answered(at):
    assert say(at, "Because.", key="us.often").status_code == 409
    say(at, "Each Monday.")
    assert say(at, "Because.", key="us.often").status_code == 302


def test_the_desk_the_copy_and_paper_have_it_and_each_child(cast, sign_in, monkeypatch):
    """On a whole sheet: an area more, with a part that repeats and a question to both."""
    version = max(version for name, version in loader.names() if name == "whole-life")
    content = json.loads(loader.body("whole-life", version))
    for language in content:
        words = {"name": f"Kin {language}", "line": "Kin"}
        child = {"name": "Child", "items": {"called": {"prompt": "What is the name?"}}}
        together = {"name": "Us", "items": {"we": {"prompt": "What do we say?"}}}
        if language == "en":
            words["number"] = 0
            child["at_most"] = 3
            child["items"]["called"] |= {"party": "person", "kind": "words"}
            together["items"]["we"] |= {"party": "both", "kind": "words"}
        content[language]["areas"]["kin"] = words | {"parts": {"child": child, "us": together}}
    body = json.dumps(content)
    made = loader.parse(body)
    Release.objects.create(
        digest=made.digest, name="whole-life", version=99, body=body, is_shipped=False
    )
    monkeypatch.setattr(queries, "newest_release", lambda *_: made.digest)
    at = talking.sit(cast.imran, cast.danielle)
    talking.say(at, "both", "repeat/kin.child.2", True, kind="pick")
    talking.say(at, "person", "kin.child.2.called", "Mia Kanari")
    talking.say(at, "both", "kin.us.we", "Each Monday.")
    desk = Pages()
    desk.force_login(cast.carys)
    sheet = f"/people/{cast.danielle.pk}/sheet"
    shown = text_of(desk.get(sheet))
    assert "What is the name? (2)" in shown
    assert "Mia Kanari" in shown
    assert "Both together" in shown
    assert "Each Monday." in shown
    for paper in ("/print", "/blank?area=kin"):
        assert desk.get(sheet + paper).content.startswith(b"%PDF")
    talking.say(at, "both", "repeat/kin.child.2", False, kind="pick")
    assert "Mia Kanari" not in text_of(desk.get(sheet))
    assert "Each Monday." in text_of(desk.get(sheet))


def test_a_save_beside_it_leaves_what_is_seen_differently_whole(at):
    say(at, "Each Monday.")
    differ(at, words="Never on Mondays.")
    for words in ("Not in May.", "Not alone."):
        settled = str(differ(at, words=words))
        differ(at, party="worker", words="I see.", to=settled)
        differ(at, to=settled, is_it="that_is_it")
    key, wrong = "us.mine", "us.often"
    sent = {f"act:{key}": str(uuid4()), f"was:{key}": "0", key: "A word."}
    drawn = say(at, "x" * 10_001, wrong, **sent)
    assert drawn.status_code == 400
    assert ("answer", key) in [(kind, about) for kind, about, *_others in log(at)]
    assert "Danielle sees this differently." in text_of(drawn)
