"""What is kept of a page is the same for everyone, and the page is the same as without it."""

from uuid import UUID, uuid4

import pytest
from django.utils.translation import override

from tandem.assessments import rows as drawing
from tandem.assessments import stencils
from tandem.assessments.forms.answers import Sent
from tandem.assessments.page import area_page
from tandem.assessments.queries import area_said, instrument_of
from tandem.assessments.rows import Rows
from tandem.assessments.rules.sheet import sheet
from tandem.assessments.speaker import Speaker
from tandem.assessments.stencils import Hole, Holes, drawn, filled
from tandem.assessments.tests.talking import join, say, sit
from tandem.people.models import Mode
from tandem.sittings.models import Held
from tandem.voices.models import Kind

ACT = UUID("0190f3c2-0000-7000-8000-000000000001")
# Everything that a pattern, a page or a sentence could trip over.
NAME = "Dan </bdi><&\"'> {worker} %(act)s %s \x02act\x03 {hole.act}"
WORDS = f"  </textarea>\n {NAME} %"
DOORS = ("together", "beside", "desk")
MODES = (Mode.STATUTORY, Mode.VOLUNTARY)
LANGUAGES = ("en", "cy")
# Between them they ask every kind of question, with and without a notice and a part after it.
AREAS = ("how", "happened", "drink")


def areas_of(at):
    return [area for area in instrument_of(at.thread).areas if area.key in AREAS]


@pytest.fixture(autouse=True)
def one_act(monkeypatch):
    """Each page carries new ids; here they are all one, so that pages can be compared."""
    monkeypatch.setattr(drawing, "uuid4", lambda: ACT)


def at_door(cast, door, mode):
    held = Held.PAPER if door == "desk" else Held.SIDE_BY_SIDE
    at = sit(cast.imran, cast.danielle, held=held)
    at.sitting.mode = mode
    at.sitting.save()
    return at


def some_answer(item, number):
    """Another answer for each number, so that all kinds of pages come up."""
    match item.kind:
        case "one" | "scale":
            return item.choices[number % len(item.choices)].key
        case "many":
            return [choice.key for choice in item.choices[number % 3 :: 2]]
        case "ten":
            return number % 11
        case "date":
            return "2026-12-03"
        case "words_and_date":
            return {"words": WORDS, "due_on": "2026-12-03" if number % 2 else None}
    return WORDS


def say_everything(at):
    for area in areas_of(at):
        if any(item.needs_notice for item in area.items):
            say(at, "person", f"notice/{area.key}", "answer", kind=Kind.PROMPT)
        for number, item in enumerate(area.items):
            if number % 7 == 5:
                say(at, item.party, item.key, "not_today", kind=Kind.PASS)
            elif number % 7 != 6:
                say(at, item.party, item.key, some_answer(item, number))


def page_of(at, area, sent=None):
    instrument = instrument_of(at.thread)
    said = area_said(at.thread, area)
    stands = sheet(instrument, at.sitting.mode, said)
    return area_page(at.room, instrument, area, stands, said, sent or Sent())


def drawn_rows(at, sent=None):
    """Every row, as this screen shows it."""
    found = {}
    for area in areas_of(at):
        page = page_of(at, area, sent)
        rows = Rows(page, at.room)
        found |= {row.item.key: str(rows.draw(row)) for row in page.all_rows}
    return found


def not_taken(at):
    """Every item sent wrong: what was typed comes back with a sentence."""
    items = [item for area in areas_of(at) for item in area.items]
    return Sent(
        errors={item.key: f"Not so: {NAME}" for item in items},
        typed={item.key: [WORDS, "2026-13-03"] for item in items},
    )


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("mode", MODES)
def test_a_page_with_kept_parts_is_the_page_without_them(cast, monkeypatch, door, mode):
    cast.danielle.called, cast.imran.called = NAME, f"Imran {NAME}"
    at = at_door(cast, door, mode)
    screen = join(at) if door == "beside" else at
    pages = {}
    for state in ("empty", "said", "wrong"):
        if state == "said":
            say_everything(at)
            if door != "desk":
                # Two screens at once: one was not seen by the other.
                say(join(at), "person", "drink.alcohol.now", "good")
        for language in LANGUAGES:
            with override(language):
                sent = not_taken(at) if state == "wrong" else None
                kept = drawn_rows(screen, sent)
                with monkeypatch.context() as without:
                    without.setattr(drawing, "filled", drawn)
                    assert kept == drawn_rows(screen, sent), (state, language)
                assert kept == drawn_rows(screen, sent), (state, language)
                pages[state, language] = kept
    assert len({tuple(page.items()) for page in pages.values()}) == len(pages)


def test_what_is_kept_holds_nothing_of_anyone(cast, monkeypatch):
    """Whatever is drawn for one person is drawn for the next from the same parts, so none of them
    may hold a name, a word, a number or an address of either."""
    kept, cut = [], stencils._cut

    def watched(*given, **more):
        kept.append(cut(*given, **more))
        return kept[-1]

    monkeypatch.setattr(stencils, "_cut", watched)
    at = at_door(cast, "together", Mode.STATUTORY)
    say_everything(at)
    for screen in (at, join(at)):
        for sent in (None, not_taken(at)):
            drawn_rows(screen, sent)
    own = ("Danielle", "Imran", "</bdi><&", "textarea>\n  ", str(ACT), str(at.sitting.pk), "2026")
    assert len(kept) > 200
    for pattern in set(kept):
        assert not [one for one in own if one in pattern], pattern


def test_two_peoples_pages_never_share_a_word(cast):
    hers, his = (
        sit(cast.imran, cast.danielle),
        sit(cast.maureen, cast.kofi),
    )
    say(hers, "person", "drink.alcohol.now", "hard")
    say(hers, "person", "drink.alcohol.strength.words", "Only Danielle said this.")
    say(his, "person", "drink.alcohol.now", "hard")
    for _again in range(2):
        shown_of_her, shown_of_him = drawn_rows(hers), drawn_rows(his)
        told = "".join(shown_of_him.values())
        for words in ("Danielle", "Imran", "Only Danielle said this.", str(hers.sitting.pk)):
            assert words in "".join(shown_of_her.values())
            assert words not in told
        assert "Kofi" in told


@pytest.mark.parametrize("text", ["My own words", "Danielle", ("Danielle",), {"a": 1}, uuid4()])
def test_text_is_never_given(text):
    say = Speaker("en", {"person": "Danielle", "worker": "Imran"})
    with pytest.raises(TypeError):
        filled("row", say, {}, item=text)


def test_the_pages_looked_at_ask_every_kind_of_question(cast):
    areas = areas_of(sit(cast.imran, cast.danielle))
    asked = {item.kind for area in areas for item in area.items}
    assert asked == {"one", "many", "scale", "ten", "words", "words_and_date", "date"}


def test_nothing_depends_on_what_will_stand_in_a_hole():
    hole = Holes()["words"]
    assert isinstance(hole, Hole)
    for asked in (bool, lambda one: one == "", lambda one: one in ["a"]):
        with pytest.raises(TypeError):
            asked(hole)
