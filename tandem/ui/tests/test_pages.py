"""The page environment, the form macros and the pages that belong to no domain."""

from datetime import UTC, datetime

import pytest
from django.conf import settings as conf
from django.template import engines
from django.test import Client, override_settings
from django.utils import translation
from jinja2 import UndefinedError
from markupsafe import escape

from tandem.ui import design
from tandem.ui.charts import GapRow, dot_and_line, place


def rendered(source: str, **context: object) -> str:
    return engines["jinja2"].from_string(source).render(context)


def test_names_are_escaped_and_set_apart() -> None:
    assert rendered("{{ name|bdi }}", name="<b>") == "<bdi>&lt;b&gt;</bdi>"
    said = rendered('{{ _("%(person)s sees more.", person=name|bdi) }}', name="ليلى <i>")
    assert said == "<bdi>ليلى &lt;i&gt;</bdi> sees more."


@pytest.mark.parametrize("names", [("Kofi", "<b>Ann</b>"), ("%(person)s", '%s "O\'Shea"')])
def test_what_is_said_once_is_said_anew_to_each_and_in_each_language(
    names: tuple[str, str],
) -> None:
    source = '{{ _("with %(worker)s", worker=name) }}|{{ _("Save") }}'
    for _again in range(2):
        for language, with_, save in (("en", "with", "Save"), ("cy", "gweithiwr:", "Cadw")):
            for name in names:
                with translation.override(language):
                    assert rendered(source, name=name) == f"{with_} {escape(name)}|{save}"


def test_a_sign_for_per_cent_is_one_with_names_and_without() -> None:
    source = '{{ _("Letters left: %%{count}") }} {{ _("100%% of %(all)s", all="it") }}'
    assert rendered(source) == rendered(source) == "Letters left: %{count} 100% of it"


def test_a_missing_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        rendered("{{ nobody }}")


def test_times_are_told_in_the_language_of_the_page() -> None:
    at = datetime(2025, 3, 3, 10, 30, tzinfo=UTC)
    assert rendered("{{ at|day }}, {{ at|when }}", at=at) == "3 March 2025, 3 March 2025 at 10:30"
    with translation.override("cy"):
        assert rendered("{{ at|day }}", at=at) == "3 Mawrth 2025"
    assert "11:30" in rendered("{{ at|when }}", at=datetime(2025, 7, 3, 10, 30, tzinfo=UTC))


def test_every_field_keeps_what_was_typed_and_links_its_error() -> None:
    form = design.Specimen({"born_day": "31", "born_month": "2", "born_year": "<90>"})
    html = rendered(
        '{% from "ui/form.html" import fields, error_summary %}'
        "{{ error_summary(form) }}{{ fields(form) }}",
        form=form,
    )
    assert 'value="&lt;90&gt;"' in html
    assert 'href="#id_born_day"' in html
    assert 'id="id_born_day"' in html
    assert "What are they called? This needs an answer." in html
    for name in form.fields:
        assert f"id_{name}" in html


def test_own_words_are_kept_letter_by_letter() -> None:
    html = rendered(
        '{% from "ui/sheet.html" import words %}{{ words("w", text) }}', text="\n  two  spaces</x>"
    )
    assert ">\n\n  two  spaces&lt;/x&gt;</textarea>" in html


def test_the_person_always_stands_first_on_a_chart() -> None:
    rows = [GapRow("Home", person=3, worker=1, person_then=2), GapRow("Money")]
    chart = dot_and_line(rows, title="", person="Danielle", worker="Imran", steps="abcde")
    home, money = chart.lines
    assert [mark.party for mark in home.marks] == ["person", "person", "worker"]
    assert [mark.then for mark in home.marks] == [True, False, False]
    assert home.gap == (place(3, 5), place(1, 5))
    assert not money.marks
    assert money.gap is None
    with pytest.raises(ValueError, match="not one of"):
        place(5, 5)


@pytest.mark.django_db
def test_the_design_page_is_for_demos_only(client: Client) -> None:
    with override_settings(IS_DEMO=True):
        page = client.get("/design")
    assert page.status_code == 200
    html = page.content.decode()
    assert html.count("<h1") == 1
    assert " style=" not in html
    assert "<script>" not in html
    with override_settings(IS_DEMO=False):
        assert client.get("/design").status_code == 404


@pytest.mark.django_db
def test_unknown_pages_show_nobody(client: Client) -> None:
    page = client.get("/nothing-here")
    assert page.status_code == 404
    assert b"There is no such page" in page.content
    assert b"<title>Tandem</title>" in page.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("onward", "to"), [("/design?x=1", "/design?x=1"), ("//evil.example", "/"), ("", "/")]
)
def test_the_language_stays_with_the_device(client: Client, onward: str, to: str) -> None:
    answer = client.post("/language", {"language": "cy", "next": onward})
    assert (answer.status_code, answer["Location"]) == (302, to)
    assert answer.cookies[conf.LANGUAGE_COOKIE_NAME].value == "cy"
    with override_settings(IS_DEMO=True):
        assert b'<html lang="cy"' in client.get("/design").content
    client.post("/language", {"language": "xx", "next": "/"})
    assert client.cookies[conf.LANGUAGE_COOKIE_NAME].value == "cy"
