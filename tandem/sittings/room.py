"""The room: one sitting as seen through one of its three doors.

together: the worker's screen that both look at. beside: the device that joined as the person.
desk: a sitting held on paper, typed in by the worker alone. The same pages serve all three.
"""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from tandem.people.access import actor_of, person_for, shown
from tandem.people.actor import Actor, Guest, Staff
from tandem.people.models import Mode, Person, User
from tandem.privacy.screen import closed
from tandem.sittings.models import Held, Sitting
from tandem.sittings.rules import waits_for_the_tap
from tandem.voices.actions import Setting

Door = Literal["together", "beside", "desk"]

FRAMES: dict[Door, str] = {
    "together": "ui/together.html",
    "beside": "ui/beside.html",
    "desk": "ui/desk.html",
}


@dataclass(frozen=True, slots=True)
class Room:
    door: Door
    by: Actor
    sitting: Sitting
    person: Person

    @property
    def frame(self) -> str:
        return FRAMES[self.door]

    @property
    def names(self) -> dict[str, str]:
        """What the two are called; fills `{person}` and `{worker}` in all wording."""
        return {"person": self.person.called, "worker": self.sitting.worker.called}

    @property
    def is_statutory(self) -> bool:
        return self.sitting.mode == Mode.STATUTORY

    @property
    def is_persons_device(self) -> bool:
        """The person is alone with this screen: their own device, or one handed over and locked."""
        return self.door == "beside" or bool(self.sitting.handed)

    @property
    def waits_for_the_tap(self) -> bool:
        """The person has not said yet that they can see the screen; the gate opens nothing but
        what comes before it."""
        sitting = self.sitting
        return self.door == "together" and waits_for_the_tap(sitting.held, sitting.screen_seen_at)

    @property
    def typed_by(self) -> str:
        match self.door:
            case "beside":
                return "person"
            case "desk":
                return "worker"
        return "person" if self.sitting.handed else self.sitting.typing

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose answers may be given here: a joined device speaks for the person only."""
        return ("person",) if self.is_persons_device else ("person", "worker")

    def may_speak_as(self, party: str) -> bool:
        return party in self.parties

    def url(self, name: str, **kwargs: Any) -> str:
        """The address of a page of this room, through the same door: `room.url("areas")`."""
        return reverse(f"{self.door}:{name}", kwargs={"sitting": self.sitting.pk, **kwargs})

    def setting(self, request: HttpRequest) -> Setting:
        """By whose hands and on which device the acts of this request are made."""
        seen = request.POST.get("seen", "")
        is_paper = self.sitting.held == Held.PAPER
        return Setting(
            by=self.by,
            sitting=self.sitting.pk,
            typed_by=self.typed_by,
            language=(get_language() or "en")[:2],
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
            happened_on=self.sitting.held_on if is_paper else None,
        )

    def context(self, **more: Any) -> dict[str, Any]:
        """What every page of the room gives to its frame."""
        is_together = self.door == "together"
        return {
            "room": self,
            "person_name": self.names["person"],
            "worker_name": self.names["worker"],
            "is_practice": self.person.is_practice,
            "is_bigger": self.sitting.is_bigger,
            "shutter_url": self.url("cover") if is_together else "",
            "uncover_url": self.url("uncover") if is_together else "",
            "leave_url": self.url("leave") if is_together else "",
            **more,
        }


def room_for(
    request: HttpRequest, pk: UUID, to: Literal["read", "answer", "leave"] = "read"
) -> Room:
    """The room, or 404: for the sitting's own worker, or for a guest that it let in."""
    actor = actor_of(request)
    match = request.resolver_match
    door = match.namespaces[0] if match and match.namespaces else ""
    sitting = _sitting(request, pk)
    if sitting is None or actor is None:
        raise Http404
    match actor:
        case Staff(user=user, device=device):
            if sitting.worker_id != user.pk or sitting.ended_at is not None:
                raise Http404
            if door == "together" and sitting.locked_sign_in != device:
                raise Http404
            if door == "desk" and sitting.held != Held.PAPER:
                raise Http404
        case Guest(sitting=own):
            if door != "beside" or own != sitting.pk:
                raise Http404
        case _:
            raise Http404
    if to == "leave":
        # The way out stays open for a worker from whom the person was moved meanwhile.
        shown(actor, [sitting.person_id], what="leave")
        person = Person.objects.defer(*closed(Person)).get(pk=sitting.person_id)
    else:
        person = person_for(actor, sitting.person_id, to, without=closed(Person))
    return Room(door, actor, sitting, person)  # type: ignore[arg-type]


def _sitting(request: HttpRequest, pk: UUID) -> Sitting | None:
    """The gate has read the one that locks this sign-in a moment ago."""
    at_the_gate: Sitting | None = getattr(request, "sitting", None)
    if at_the_gate and at_the_gate.pk == pk:
        return at_the_gate
    rows = Sitting.objects.select_related("worker").defer(*closed(Sitting), *closed(User, "worker"))
    return rows.filter(pk=pk).first()


def handed_page(room: Room, what: str) -> str:
    """The address of the page that is handed over, or 404 where it names none."""
    match what.split("/"):
        case ["agree"]:
            return room.url("agree")
        case ["fair", talk]:
            return _reversed(room, "fair", talk=talk)
        case ["talk", item, talk, step]:
            return _reversed(room, "talk_step", item=item, talk=talk, step=step)
    raise Http404


def _reversed(room: Room, name: str, **parts: str) -> str:
    try:
        return room.url(name, **parts)
    except NoReverseMatch:
        raise Http404 from None
