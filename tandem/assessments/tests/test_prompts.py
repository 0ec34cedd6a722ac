"""Before the sheet: the first time, five prompts, the person's tap."""

from uuid import uuid4

from tandem.sittings.tests.test_together import room, together  # noqa: F401
from tandem.voices.models import Entry


def tap(client, value):
    return client.post(
        room(client, "tap"), {"act:start.tap.see": str(uuid4()), "start.tap.see": value}
    )


def test_the_first_time_says_who_reads_it_before_anything_is_asked(together):  # noqa: F811
    page = together.get(room(together, "welcome")).content.decode()
    assert "Probation staff who work with you can read it" in page


def test_each_prompt_leads_to_the_next_and_the_last_to_the_tap(together):  # noqa: F811
    steps = ["room", "who", "purpose", "reads", "how"]
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        answer = together.post(room(together, "prompt", step=step), {})
        expected = (
            room(together, "prompt", step=following) if following else room(together, "screen")
        )
        assert answer["Location"] == expected


def test_what_is_said_to_a_prompt_is_kept(together):  # noqa: F811
    key = "start.purpose.person"
    together.post(
        room(together, "prompt", step="purpose"), {f"act:{key}": str(uuid4()), key: "Be heard."}
    )
    assert Entry.objects.get(about=key).saying.value == "Be heard."
    assert "Be heard." in together.get(room(together, "prompt", step="purpose")).content.decode()


def test_the_tap_of_the_person_opens_the_sheet(together):  # noqa: F811
    assert tap(together, "yes")["Location"] == room(together, "areas")
    together.sitting.refresh_from_db()
    assert together.sitting.screen_seen_at
    assert together.get(room(together, "here"))["Location"] == room(together, "areas")


def test_not_seeing_it_well_goes_back_to_the_room(together):  # noqa: F811
    assert tap(together, "not_well")["Location"] == room(together, "prompt", step="room")
    together.sitting.refresh_from_db()
    assert together.sitting.screen_seen_at is None


def test_who_types_is_taken_from_the_last_prompt(together):  # noqa: F811
    key = "start.how.types"
    together.post(room(together, "prompt", step="how"), {f"act:{key}": str(uuid4()), key: "person"})
    together.sitting.refresh_from_db()
    assert together.sitting.typing == "person"


def test_an_unknown_prompt_is_not_found(together):  # noqa: F811
    assert together.get(room(together, "prompt", step="nothing")).status_code == 404
