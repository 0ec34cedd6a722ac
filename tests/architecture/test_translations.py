"""Nothing that a page says in English is left in English for someone who reads Welsh."""

import re
import subprocess
from pathlib import Path

import polib
import pytest

from tandem.config import messages
from tandem.config.messages import ROOT, faults

# Before any test reads a catalogue: each process reads it once.
messages.compile_all()

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=6; plural=(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n == 3 ? 3 :'
    ' n == 6 ? 4 : 5);\\n"\n\n'
)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """What the pages say now."""
    file = tmp_path_factory.mktemp("messages") / "django.pot"
    subprocess.run([ROOT / "bin" / "extract", file], check=True, timeout=120)
    return file


def test_every_string_is_translated(template):
    assert messages.check(template) == []


def test_every_kind_of_string_is_extracted(template):
    said = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(template))}
    templates = {
        words
        for page in Path(ROOT, "tandem").rglob("templates/**/*.html")
        for words in re.findall(r"""\b_\(\s*"([^"\\]+)["]""", page.read_text("utf-8"))
    }
    assert {words for words in templates if (None, words) not in said} == set()
    assert (None, "This page is too old to save from") in said  # gettext in Python
    assert (None, "%(num)s step is due") in said  # a plural in a page
    assert ("sex", "Female") in said  # a context, and lazily


def written(tmp_path, name, body):
    file = tmp_path / name
    file.write_text(HEADER + body, "utf-8")
    return file


@pytest.mark.parametrize(
    ("catalogue", "fault"),
    [
        ("", "not in the catalogue: 'Go to %(area)s'"),
        ('msgid "Go to %(area)s"\nmsgstr ""\n', "not translated: 'Go to %(area)s'"),
        (
            '#, fuzzy\nmsgid "Go to %(area)s"\nmsgstr "Mynd: %(area)s"\n',
            "fuzzy: 'Go to %(area)s'",
        ),
        (
            'msgid "Go to %(area)s"\nmsgstr "Mynd: %(maes)s"\n',
            "other placeholders than 'Go to %(area)s': 'Mynd: %(maes)s'",
        ),
        (
            'msgid "Go to %(area)s"\nmsgstr "100% o %(area)s"\n',
            "other placeholders than 'Go to %(area)s': '100% o %(area)s'",
        ),
        ('msgid "Go to %(area)s"\nmsgstr "Go to %(area)s"\n', "still English: 'Go to %(area)s'"),
    ],
)
def test_what_is_wrong_with_a_translation_is_told(tmp_path, catalogue, fault):
    template = written(tmp_path, "django.pot", 'msgid "Go to %(area)s"\nmsgstr ""\n')
    assert faults(written(tmp_path, "django.po", catalogue), template) == [fault]


def test_a_plural_needs_every_form(tmp_path):
    plural = 'msgid "%(num)s step"\nmsgid_plural "%(num)s steps"\n'
    template = written(tmp_path, "django.pot", plural + 'msgstr[0] ""\nmsgstr[1] ""\n')
    forms = "".join(f'msgstr[{form}] "%(num)s cam"\n' for form in range(5))
    assert faults(written(tmp_path, "django.po", plural + forms), template) == [
        "not translated: '%(num)s steps'"
    ]


def test_words_that_are_the_same_in_both_languages_are_listed(tmp_path):
    template = written(tmp_path, "django.pot", 'msgid "Staff"\nmsgstr ""\n')
    catalogue = written(tmp_path, "django.po", 'msgid "Staff"\nmsgstr "Staff"\n')
    assert faults(catalogue, template) == ["still English: 'Staff'"]
    assert faults(catalogue, template, frozenset({"staff"})) == []


def test_an_update_keeps_what_is_translated_and_lets_go_what_is_not_said(tmp_path):
    template = written(
        tmp_path, "django.pot", 'msgid "New"\nmsgstr ""\n\nmsgid "Staff"\nmsgstr ""\n'
    )
    catalogue = written(
        tmp_path, "django.po", 'msgid "Old"\nmsgstr "Hen"\n\nmsgid "Staff"\nmsgstr "Staff"\n'
    )
    messages.update(catalogue, template)
    assert [(e.msgid, e.msgstr) for e in polib.pofile(str(catalogue))] == [
        ("New", ""),
        ("Staff", "Staff"),
    ]


@pytest.mark.parametrize(
    ("number", "welsh"),
    [(0, "0 cam"), (1, "1 cam"), (2, "2 gam"), (3, "3 cham"), (6, "6 cham"), (11, "11 cam")],
)
def test_welsh_counts_with_all_its_forms(number, welsh):
    from django.utils.translation import ngettext, override

    with override("cy"):
        said = ngettext("%(num)s step is due", "%(num)s steps are due", number) % {"num": number}
    assert said.startswith(welsh)


def test_a_file_may_say_what_the_welsh_pages_tell_it_to():
    from django.utils.translation import gettext, override

    from tandem.people.caseload import columns, values, words

    lists = (
        "reference · given names · family name · preferred name · pronouns",
        "date of birth · sex · preferred language · communication needs",
        "worker · team · mode · order type · start · end",
    )
    with override("cy"):
        headings = [heading for each in lists for heading in gettext(each).split(" · ")]
        said = {value: str(name) for value, name in words.VALUES.items()}
    assert columns.match(headings).unread == ()
    assert [values.sex(said[value]) for value in ("female", "male", "not_known", "not_said")] == [
        "female",
        "male",
        "not_known",
        "not_said",
    ]
    assert [values.mode(said[value]) for value in ("statutory", "voluntary")] == [
        "statutory",
        "voluntary",
    ]
    assert [
        values.order(said[value])[1] for value in ("community_order", "suspended", "licence")
    ] == [
        "community_order",
        "suspended",
        "licence",
    ]


def test_what_django_says_about_typing_is_welsh_too():
    from django import forms
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils.translation import override

    with override("cy"):
        with pytest.raises(ValidationError) as password:
            validate_password("password")
        with pytest.raises(ValidationError) as letters:
            forms.CharField(max_length=4).clean("hir\x00iawn")
        assert [*password.value.messages, *letters.value.messages] == [
            "Defnyddiwch o leiaf 12 nod.",
            "Mae'r cyfrinair hwn yn rhy gyffredin. Dewiswch un arall.",
            "Mae hynny'n rhy hir. Defnyddiwch hyd at 4 llythyren.",
            "Mae llythyren yma na ellir ei chadw. Tynnwch hi allan.",
        ]
