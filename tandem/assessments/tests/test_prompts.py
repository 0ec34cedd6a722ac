"""Before the sheet: the first time, five prompts, the person's tap."""

from uuid import uuid4

from tandem.sittings.tests.test_together import just_started, room  # noqa: F401
from tandem.voices.models import Entry


def tap(client, value):
    return client.post(
        room(client, "tap"), {"act:start.tap.see": str(uuid4()), "start.tap.see": value}
    )


def test_the_first_time_says_who_reads_it_before_anything_is_asked(just_started):  # noqa: F811
    page = just_started.get(room(just_started, "welcome")).content.decode()
    assert "Probation staff who work with you can read it" in page


def test_each_prompt_leads_to_the_next_and_the_last_to_the_tap(just_started):  # noqa: F811
    steps = ["room", "who", "purpose", "reads", "how"]
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        answer = just_started.post(room(just_started, "prompt", step=step), {})
        expected = (
            room(just_started, "prompt", step=following)
            if following
            else room(just_started, "screen")
        )
        assert answer["Location"] == expected


def test_what_is_said_to_a_prompt_is_kept(just_started):  # noqa: F811
    key = "start.purpose.person"
    just_started.post(
        room(just_started, "prompt", step="purpose"), {f"act:{key}": str(uuid4()), key: "Be heard."}
    )
    assert Entry.objects.get(about=key).saying.value == "Be heard."
    assert (
        "Be heard."
        in just_started.get(room(just_started, "prompt", step="purpose")).content.decode()
    )


def test_the_tap_of_the_person_opens_the_sheet(just_started):  # noqa: F811
    assert tap(just_started, "yes")["Location"] == room(just_started, "areas")
    just_started.sitting.refresh_from_db()
    assert just_started.sitting.screen_seen_at
    assert just_started.get(room(just_started, "here"))["Location"] == room(just_started, "areas")


def test_not_seeing_it_well_goes_back_to_the_room(just_started):  # noqa: F811
    assert tap(just_started, "not_well")["Location"] == room(just_started, "prompt", step="room")
    just_started.sitting.refresh_from_db()
    assert just_started.sitting.screen_seen_at is None


def test_who_types_is_taken_from_the_last_prompt(just_started):  # noqa: F811
    key = "start.how.types"
    just_started.post(
        room(just_started, "prompt", step="how"), {f"act:{key}": str(uuid4()), key: "person"}
    )
    just_started.sitting.refresh_from_db()
    assert just_started.sitting.typing == "person"


def test_an_unknown_prompt_is_not_found(just_started):  # noqa: F811
    assert just_started.get(room(just_started, "prompt", step="nothing")).status_code == 404
