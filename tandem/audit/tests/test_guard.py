"""No page shows personal data without its audit row, and no row means no data."""

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from tandem.audit import guard as guards
from tandem.audit.actions import ADD, nothing_shown, record
from tandem.audit.models import Event, Verb
from tandem.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(cast):
    """Put a throwaway view behind the guard and open it."""

    def opened(view, path="/"):
        return guards.guard(view)(RequestFactory().get(path))

    return opened


def names(request):
    return HttpResponse(", ".join(Person.objects.values_list("called", flat=True)))


def test_a_page_that_reads_people_without_a_row_fails(ask):
    with pytest.raises(guards.Unaudited, match="people_person"):
        ask(names)


def test_the_reader_gets_a_fault_and_no_name(cast, sign_in, monkeypatch):
    client = sign_in(cast.imran)
    client.raise_request_exception = False
    monkeypatch.setattr("tandem.people.access.record", lambda *args, **kwargs: None)
    answer = client.get(reverse("home:people"))
    assert answer.status_code == 500
    assert "Danielle" not in answer.content.decode()


def test_a_refusal_is_one_sentence_and_needs_no_row(ask):
    def refused(request):
        assert Person.objects.exists()
        return HttpResponse("Try again in a minute.", status=409)

    assert ask(refused).status_code == 409


def test_with_its_row_the_page_is_shown(ask):
    def audited(request):
        people = list(Person.objects.all())
        record(Verb.CONSULT, [one.pk for one in people], user=None, device="")
        return HttpResponse(people[0].called)

    assert ask(audited).status_code == 200
    assert Event.objects.count() == Person.objects.count()


@pytest.mark.parametrize(
    "read",
    [
        lambda: list(Person.objects.filter(called="Nobody")),
        lambda: Person.objects.count(),
        lambda: list(Person.objects.raw("SELECT * FROM people_person")),
        lambda: connection.cursor().execute("WITH a AS (SELECT * FROM people_person) SELECT 1"),
        lambda: connection.cursor().execute("(SELECT called FROM people_person)"),
        lambda: connection.cursor().execute('select called from "people_person"'),
        lambda: connection.cursor().execute(
            "SELECT 1 FROM auth_group LEFT JOIN people_person ON true"
        ),
        lambda: Person.objects.select_for_update().first(),
        lambda: Person.objects.iterator().__next__(),
    ],
)
def test_however_it_was_read_it_is_seen(ask, read):
    def page(request):
        read()
        return HttpResponse("")

    with pytest.raises(guards.Unaudited):
        ask(page)


@pytest.mark.parametrize(
    ("status", "is_shown"),
    [(200, True), (400, True), (409, False), (422, True), (302, False), (404, False), (500, False)],
)
def test_a_redirect_a_refusal_and_a_fault_show_nobody(ask, status, is_shown):
    def page(request):
        Person.objects.count()
        return HttpResponse("", status=status)

    if is_shown:
        with pytest.raises(guards.Unaudited):
            ask(page)
    else:
        assert ask(page).status_code == status


def test_a_search_that_found_nobody_says_so(ask):
    def page(request):
        Person.objects.count()
        nothing_shown()
        return HttpResponse("")

    assert ask(page).status_code == 200
    assert Event.objects.count() == 0


def test_tables_that_are_not_about_people_need_no_row(ask):
    assert ask(lambda request: HttpResponse(str(Event.objects.count()))).status_code == 200


def test_one_request_does_not_answer_for_another(ask):
    def audited(request):
        record(Verb.CONSULT, [Person.objects.first().pk], user=None, device="")
        return HttpResponse("")

    ask(audited)
    with pytest.raises(guards.Unaudited):
        ask(names)


def test_when_the_row_cannot_be_written_nothing_is_shown_or_changed(cast, sign_in, monkeypatch):
    client = sign_in(cast.imran)
    client.raise_request_exception = False
    monkeypatch.setattr("tandem.audit.actions.ADD", ADD.replace("audit_event", "gone"))
    for name in ("home:person", "plans:read", "assessments:read"):
        answer = client.get(reverse(name, kwargs={"person": cast.danielle.pk}))
        assert answer.status_code == 500
        assert "Danielle" not in answer.content.decode()
    with transaction.atomic():
        answer = client.post(
            reverse("sittings:start", kwargs={"person": cast.danielle.pk}),
            {"held": "side", "pin": "2580"},
        )
    assert answer.status_code == 500
    assert not cast.danielle.sittings.exists()


def test_rows_go_to_their_month(cast):
    record(Verb.CONSULT, [cast.danielle.pk], user=None, device="", what="read")
    event = Event.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM audit_event")
        assert cursor.fetchone() == (f"audit_event_{event.at:%Y_%m}",)
        cursor.execute(
            "INSERT INTO audit_event (at, verb, device, place, what, recipient)"
            " VALUES ('1999-01-01', 'consult', '', '', '', '') RETURNING tableoid::regclass::text"
        )
        assert cursor.fetchone() == ("audit_event_other",)


def test_rows_hold_ids_and_names_of_fields_and_never_words(cast, sign_in):
    sign_in(cast.imran).get(reverse("home:person", kwargs={"person": cast.danielle.pk}))
    rows = list(Event.objects.values())
    assert {row["person"] for row in rows} == {cast.danielle.pk}
    assert {row["user"] for row in rows} == {cast.imran.pk}
    assert {row["place"] for row in rows} == {"home:person"}
    assert "Danielle" not in str(rows)
    assert "Imran" not in str(rows)


def test_the_six_verbs_of_the_law_and_no_others():
    assert set(Verb.values) == {"collect", "alter", "consult", "disclose", "combine", "erase"}
