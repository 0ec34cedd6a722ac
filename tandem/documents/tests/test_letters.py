"""Printing never fails, whatever was typed, and nothing typed is ever run."""

from dataclasses import replace

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tandem.documents import typeset as typeset_module
from tandem.documents.letters import (
    FontsMissing,
    cleaned,
    printable,
    shipped_fonts,
    ways_to_clean,
)
from tandem.documents.plan_page import print_plan
from tandem.documents.plan_parts import DifferenceLine, GoalLine, PlanPage, StepLine, StrengthLine
from tandem.documents.press import NotPrinted
from tandem.documents.sheet_page import View, print_blank_sheet, print_sheet
from tandem.documents.tests.pages import BLANK, FILLED, PLAN
from tandem.documents.tests.reading import opened, squeezed, text_of
from tandem.documents.words import Words

AS_TYPED = [
    '#panic("x")',
    '#read("/etc/passwd")',
    "*bold* _it_ $x$ `c` <label> @ref",
    "= heading",
    '=HYPERLINK("http://example.test")',
    "%(page)s %s {{ x }}",
    '"\\u0041 \\n',
    "ŵŷŴŶ Siân O'Neill-Ŵyn",
    "Ægir Łukasz Nguyễn Ђорђе Ελένη",
]
ODD = [
    "\u202eevil\u202c",
    "مريم بنت خالد",
    "שרה כהן",
    "x" * 180,
    "😀👨\u200d👩\u200d👧",
    "王小明",
    "a\u0361b q\u0361",
    "\x00\x01\x07",
    "\ud800",
    "\ue000\ufffe\U0010ffff",
    "नमस्ते ਸਤਿ বাংলা தமிழ் አማርኛ",
    " \n\n \n x \r\n y\u2028z",
    "ب" * 300,
    "e" + "\u0301" * 50,
    "",
    " ",
    "\u200b",
    "\u3164",
    "\ufffd",
    "a\n" * 200,
]


def has(cluster):
    return shipped_fonts(settings.PRINT_FONTS).has(cluster)


def full_of(text):
    """A plan with the same text in every place."""
    words = Words(text, text[:5])
    return PlanPage(
        language="en",
        person=text,
        worker=text,
        organisation=text,
        printed_on=PLAN.printed_on,
        version_code=text,
        reasons=(words,),
        goals=(
            GoalLine(
                1,
                words,
                because=(text,),
                person_answer=text,
                worker_answer=text,
                agreement_note=text,
                own_words=words,
                steps=(StepLine("person", text, words, text, text),),
            ),
        ),
        differences=(DifferenceLine(text, text, text, words, text, words, text, text, text),),
        strengths=(StrengthLine(text, words, words),),
        not_answered=(text,),
        requirements=(text,),
        made_without_person=text,
    )


@pytest.mark.parametrize("text", AS_TYPED)
def test_what_is_typed_is_printed_as_typed(text):
    assert squeezed(text) in text_of(print_plan(replace(PLAN, reasons=(Words(text),))))


@pytest.mark.parametrize("text", [*AS_TYPED, *ODD], ids=lambda text: ascii(text)[:40])
def test_nothing_that_can_be_typed_stops_a_page(text):
    with opened(print_plan(full_of(text))) as pdf:
        assert len(pdf.pages) >= 1
    print_blank_sheet(replace(BLANK, person=text, worker=text, title=text, before=(text,)))
    view = View(text, Words(text), text)
    area = replace(FILLED.areas[0], name=text, line=text)
    row = replace(area.rows[0], item=text, person=view, worker=view, gap=text)
    print_sheet(replace(FILLED, person=text, title=text, areas=(replace(area, rows=(row,)),)))


def test_ten_thousand_letters_are_all_printed_on_more_pages():
    words = "kite " * 2000
    pdf = print_plan(replace(PLAN, reasons=(Words(words),)))
    assert text_of(pdf).count("kite") == 2000


@hypothesis_settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_prints(text):
    print_plan(full_of(text))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("王", "\ufffd"),
        ("王小明", "\ufffd\ufffd\ufffd"),
        ("x😀y", "x\ufffdy"),
        ("q\u0361", "q\ufffd"),
        ("e\u0301", "é"),
        ("w\u0302", "ŵ"),
        ("a\u202eb\u2066c\x00", "abc"),
        ("one\r\n\n  two\tthree ", "one\ntwo three"),
        ("x" * 30, "x" * 24 + "\u200b" + "x" * 6),
        ("שרה", "\u2068שרה\u2069"),
    ],
)
def test_letters_become_what_the_fonts_can_print(typed, printed):
    assert printable(typed, has) == printed


def test_a_letter_without_a_font_is_marked_and_the_page_says_what_the_mark_is():
    text = text_of(print_plan(replace(PLAN, person="王 Danielle")))
    assert squeezed("? Danielle's plan") in text
    assert squeezed("A question mark in a box is a letter we could not print.") in text
    assert squeezed("A question mark in a box") not in text_of(print_plan(PLAN))


def test_every_welsh_letter_has_a_font_of_its_own():
    shipped = shipped_fonts(settings.PRINT_FONTS)
    assert shipped.letters["Atkinson Hyperlegible Next"].issuperset("ŵŷâêîôûïŴŶÂÊÎÔÛÏ“”’…·—")


def test_cleaning_reaches_every_text_of_a_page():
    clean = cleaned(full_of("\u202ex"), next(ways_to_clean(shipped_fonts(settings.PRINT_FONTS))))
    assert "\u202e" not in repr(clean)
    assert clean == replace(full_of("x"))


def test_a_page_that_typst_refuses_is_set_again_more_simply(monkeypatch, caplog):
    tried = []

    def refuses_twice(template, content, language, shipped):
        tried.append(content["person"])
        if len(tried) < 3:
            raise NotPrinted(template)
        return b"%PDF"

    monkeypatch.setattr(typeset_module, "compiled", refuses_twice)
    assert print_plan(replace(PLAN, person="Łŵ مريم")) == b"%PDF"
    assert tried[2] == "\ufffd\ufffd \ufffd\ufffd\ufffd\ufffd"
    assert "مريم" not in caplog.text


def test_missing_fonts_are_told_in_a_sentence(tmp_path):
    with pytest.raises(FontsMissing, match="Set Tandem up again"):
        shipped_fonts(tmp_path)
