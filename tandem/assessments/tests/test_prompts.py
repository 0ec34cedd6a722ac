"""Before the sheet: the first time, five prompts, the person's tap."""

from uuid import uuid4

from tandem.voices.models import Entry
from tests.rooms import room


def tap(client, value):
    return client.post(
        room(client, "tap"), {"act:start.tap.see": str(uuid4()), "start.tap.see": value}
    )


def said_to(key, value):
    return {f"act:{key}": str(uuid4()), key: value}


def understand(client):
    """The one page that nobody may pass over."""
    address = room(client, "prompt", step="reads")
    return client.post(address, said_to("start.reads.clear", "yes"))


def test_the_first_time_says_who_reads_it_before_anything_is_asked(just_started):
    page = just_started.get(room(just_started, "welcome")).content.decode()
    assert "Probation staff who work with you can read it" in page


def test_each_prompt_leads_to_the_next_and_the_last_to_the_tap(just_started):
    steps = ["room", "who", "purpose", "reads", "how"]
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        said = said_to("start.reads.clear", "yes") if step == "reads" else {}
        answer = just_started.post(room(just_started, "prompt", step=step), said)
        expected = (
            room(just_started, "prompt", step=following)
            if following
            else room(just_started, "screen")
        )
        assert answer["Location"] == expected


def test_what_is_said_to_a_prompt_is_kept(just_started):
    key = "start.purpose.person"
    just_started.post(
        room(just_started, "prompt", step="purpose"), {f"act:{key}": str(uuid4()), key: "Be heard."}
    )
    assert Entry.objects.get(about=key).saying.value == "Be heard."
    assert (
        "Be heard."
        in just_started.get(room(just_started, "prompt", step="purpose")).content.decode()
    )


def test_the_tap_of_the_person_opens_the_sheet(just_started):
    understand(just_started)
    assert tap(just_started, "yes")["Location"] == room(just_started, "areas")
    just_started.sitting.refresh_from_db()
    assert just_started.sitting.screen_seen_at
    assert just_started.get(room(just_started, "here"))["Location"] == room(just_started, "areas")


def test_not_seeing_it_well_goes_back_to_the_room(just_started):
    understand(just_started)
    assert tap(just_started, "not_well")["Location"] == room(just_started, "prompt", step="room")
    just_started.sitting.refresh_from_db()
    assert just_started.sitting.screen_seen_at is None


def test_who_types_is_taken_from_the_last_prompt(just_started):
    key = "start.how.types"
    just_started.post(
        room(just_started, "prompt", step="how"), {f"act:{key}": str(uuid4()), key: "person"}
    )
    just_started.sitting.refresh_from_db()
    assert just_started.sitting.typing == "person"


def test_an_unknown_prompt_is_not_found(just_started):
    assert just_started.get(room(just_started, "prompt", step="nothing")).status_code == 404


def test_who_reads_it_cannot_be_passed_over(just_started):
    reads = room(just_started, "prompt", step="reads")
    page = just_started.post(reads, {"act:start.reads.clear": str(uuid4())})
    assert page.status_code == 400
    html = page.content.decode()
    assert "Choose one of these first." in html
    assert 'href="#start.reads.clear-yes"' in html
    assert "Skip this" not in html
    assert just_started.get(room(just_started, "screen"))["Location"] == reads
    assert tap(just_started, "yes")["Location"] == room(just_started, "screen")
    just_started.sitting.refresh_from_db()
    assert just_started.sitting.screen_seen_at is None
    understand(just_started)
    assert just_started.get(room(just_started, "screen")).status_code == 200


def test_one_box_too_long_loses_nothing_of_the_other(just_started):
    person, worker = "start.purpose.person", "start.purpose.worker"
    address = room(just_started, "prompt", step="purpose")
    long = "z" * 10_001
    page = just_started.post(address, said_to(person, long) | said_to(worker, "To listen."))
    html = page.content.decode()
    assert page.status_code == 400
    assert Entry.objects.get(about=worker).saying.value == "To listen."
    assert long in html
    assert "To listen." in html
    assert f'href="#{person}"' in html
    just_started.post(address, said_to(person, "Be heard.") | said_to(worker, "To listen."))
    assert Entry.objects.filter(about=worker).count() == 1
    assert Entry.objects.get(about=person).saying.value == "Be heard."


def test_who_speaks_is_asked_again_on_the_page_however_long_it_was(just_started):
    address = room(just_started, "prompt", step="who")
    for long in ("y" * 50, "y" * 10_001):
        answer = just_started.post(address, {"voice": long})
        assert answer.status_code == 400
        assert "govuk-error-summary" in answer.content.decode()
