"""After a change of worker, words and views keep the name of the worker who gave them."""

from django.urls import reverse

from tandem.assessments.tests.test_answer import say
from tandem.people.actions.allocations import move_person
from tandem.people.actor import System
from tandem.sittings.actions.sittings import see_screen
from tandem.sittings.tests.test_together import PIN, just_started, room, together  # noqa: F401


def test_the_new_worker_is_not_told_to_hold_the_old_ones_view(together, cast, sign_in):  # noqa: F811
    say(together, "home.now", "good")
    say(together, "home.w.strength", "Keeps it clean.")
    say(together, "home.w.now", "very_hard")
    together.post(room(together, "leave"), {"pin": PIN, "then": "finish"})
    move_person(
        by=System("test"), person=cast.danielle, worker=cast.tom, team=cast.other_team, reason=""
    )
    client = sign_in(cast.tom)
    address = reverse("sittings:start", kwargs={"person": cast.danielle.pk})
    client.post(address, {"held": "side", "pin": PIN})
    client.sitting = cast.danielle.sittings.get(worker=cast.tom)
    see_screen(sitting=client.sitting)
    for name, more in (("area", {"area": "home"}), ("differences", {}), ("plan", {})):
        page = client.get(room(client, name, **more)).content.decode()
        assert "Imran sees a need here." in page, name
        assert "Tom sees a need here." not in page, name
