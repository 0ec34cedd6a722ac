"""Whatever is in a file, the import answers with rows or with one sentence."""

import csv
import io
from dataclasses import replace
from datetime import date
from time import process_time
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tandem.people.actions.caseload import import_caseload
from tandem.people.actor import System
from tandem.people.caseload import rules, words
from tandem.people.caseload.problems import Unreadable
from tandem.people.caseload.reading import DELIMITERS, MOST_ROWS, read
from tandem.people.caseload.rows import Setting
from tandem.people.caseload.staff import Team, Worker
from tandem.people.models import Allocation, Episode, Organisation, Person

SETTING = Setting(
    today=date(2026, 11, 22),
    mode="statutory",
    workers=(Worker(uuid4(), "Lena Green", "l.green@example.test", 1),),
    teams=(Team(1, "Team North"),),
)
HEADINGS = ["CRN", "Surname", "Forename(s)", "DOB", "Gender", "Worker", "Team", "Order Type", "End"]
TELLING = st.sampled_from(
    [
        *("", "X1", "x1", "Jones", "Elin", "F", "L Green", "Team North", "Voluntary", "Licence"),
        *("01/02/1990", "1990-02-01", "31/02/1990", "1/2/90", "32874", "٠١/٠٢/١٩٩٠", "²/2/1990"),
        *("=1+1", "\u202eabc", "a\nb", '"', "\0", "1" * 400),
    ]
)
CELLS = TELLING | st.text(max_size=30)
ROWS = st.lists(st.lists(CELLS, min_size=7, max_size=10), min_size=1, max_size=8)


@given(st.binary(max_size=400))
@example(b"\xff\xfe\0")
@example(b'"')
@example(b"Surname\n\x00")
@example(b"Surname\n" + b'"' * 200)
@settings(deadline=None)
def test_any_bytes_are_a_table_or_one_sentence(raw):
    judge_all(raw)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_below_a_heading_are_a_table_or_one_sentence(raw):
    judge_all(b"CRN,Surname,Forename(s),DOB\n" + raw)


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
@settings(deadline=None)
def test_any_text_is_a_table_or_one_sentence(text, codec):
    judge_all(text.encode(codec, "surrogatepass" if codec == "utf-8" else "ignore"))


@given(ROWS, st.sampled_from(DELIMITERS))
@settings(deadline=None)
def test_every_row_is_judged_and_every_fault_has_its_sentence(rows, delimiter):
    lines, judged = judge_all(written(rows, delimiter))
    assert len(judged) == len(lines)
    for row in judged:
        assert (row.outcome == "refused") == bool(row.faults)
        for fault in row.faults:
            assert words.sentence(fault.problem)
            assert words.suggestion(fault.problem)
        if row.outcome == "added":
            assert row.facts["called"]


@given(ROWS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_file_twice_changes_nothing_whatever_is_in_it(db, rows):
    organisation = Organisation.objects.create(name="Northmoor", mode="statutory")
    told = {"by": System("test"), "organisation": organisation, "filename": "f"}
    raw = written(rows, ",")
    assume(raw.count(0) * 20 <= len(raw))
    first = import_caseload(raw=raw, dry_run=False, **told)
    assert not [f for row in first.rows for f in row.faults if f.problem.code == "not_stored"]
    before = stored(organisation)
    again = import_caseload(raw=raw, dry_run=False, **told)
    assert again.counts["added"] == again.counts["changed"] == 0
    assert again.counts["refused"] == first.counts["refused"]
    assert stored(organisation) == before
    first.as_text()
    first.refused_csv()


def judge_all(raw):
    try:
        table = read(raw)
    except Unreadable as unreadable:
        words.of_file(unreadable.problem)
        return [], []
    return table.lines, rules.judge(table, SETTING)


def written(rows, delimiter):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADINGS, *rows, ["X9", "Last", "One", "", "", "", "", "", ""]])
    return out.getvalue().encode("utf-8", "replace")


def stored(organisation):
    people = Person.objects.filter(organisation=organisation)
    return [
        list(rows.order_by("pk").values())
        for rows in (
            people,
            Episode.objects.filter(person__in=people),
            Allocation.objects.filter(person__in=people),
        )
    ]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([f"X1,A{n},,,," for n in range(MOST_ROWS)], id="one reference for all"),
        pytest.param([f"X{n},A,,,Nobody {n},Nowhere {n}" for n in range(9999)], id="unknown names"),
        pytest.param(['"X,,,,,' + "y" * 200] * MOST_ROWS, id="quotes that never close"),
        pytest.param([f"X1,A,,{'T' * 100_000},{'x' * 100_000},"] * 20, id="endless cells"),
        pytest.param(["X1," + "\x80" * 200 + ",,,,"] * 9999, id="strange letters"),
    ],
)
def test_a_file_made_to_be_slow_is_not(rows):
    workers = tuple(Worker(uuid4(), f"Lena Green{n}", f"l{n}@example.test", 1) for n in range(200))
    setting = replace(SETTING, workers=workers)
    raw = "\n".join(["CRN,Surname,Forename,DOB,Worker,Team", *rows]).encode("latin-1")
    began = process_time()
    rules.judge(read(raw), setting)
    assert process_time() - began < 10
