"""The room: one sitting as seen through one of its three doors.

together: the worker's screen that both look at. beside: the device that joined as the person.
desk: a sitting held on paper, typed in by the worker alone. The same pages serve all three.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from tandem.lib.refused import Refused
from tandem.people.access import actor_of, person_for, shown
from tandem.people.actor import Actor, Guest, Staff
from tandem.people.models import Mode, Person, User
from tandem.privacy.screen import closed
from tandem.sittings.models import Held, Sitting
from tandem.sittings.rules import earlier_day, takes_late, waits_for_the_tap
from tandem.voices.actions import Setting

Door = Literal["together", "beside", "desk"]

FRAMES: dict[Door, str] = {
    "together": "ui/together.html",
    "beside": "ui/beside.html",
    "desk": "ui/desk.html",
}

# What was said in any sitting, and waited on a device for the network, may come from the worker's
# desk: the sign-in that was locked into the sitting may be gone, and the sitting may have ended.
LATE = frozenset({"answer", "check_answer", "outbox"})
# The same of forms: what is sent to these, and never the pages themselves.
LATE_FORMS = frozenset(
    {
        *(
            "add_goal",
            "require_goal",
            "reword_goal",
            "mark_goal",
            "promise",
            "add_step",
            "change_step",
            "mark_step",
        ),
        *("set_asking", "worker_agree_goal", "differ_goal", "differ_step", "asks", "reply_ask"),
        *("plan_goal", "stick_step", "obstacles", "obstacle", "leaf", "left_out", "when"),
        *("differ_requirement", "meeting", "tell_done", "forks", "fork", "differ_line"),
        *("ask_fund", "fund_changed"),
        *("whole", "set_asking_whole", "carry_over"),
    }
)


def may_be_late(name: str | None, method: str | None) -> bool:
    return name in LATE or (method == "POST" and name in LATE_FORMS)


# The pages that each sheet has, that of a short check too.
OF_A_SHEET = frozenset(
    {
        *("areas", "area", "answer", "rows", "differences", "differ", "talk", "talk_step", "fair"),
        *("story", "newer"),
    }
)


@dataclass(frozen=True, slots=True)
class Room:
    door: Door
    by: Actor
    sitting: Sitting
    person: Person
    # The short check that its pages are about; "" for the sheet itself.
    check: str = ""
    # The reader's, which the words of an organisation's own check may not have; "" is the page's.
    language: str = ""

    @property
    def frame(self) -> str:
        return FRAMES[self.door]

    @property
    def frame_in_hands(self) -> str:
        """Of a page that can be handed over: then it has no way on but its own."""
        is_handed = self.door == "together" and self.sitting.handed
        return "ui/handed.html" if is_handed else self.frame

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
        return self.door == "beside" or (self.door == "together" and bool(self.sitting.handed))

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
            case "desk" if self.sitting.held == Held.PAPER:
                return "worker"
        return "person" if self.is_persons_device else self.sitting.typing

    @property
    def voiced_by(self) -> str:
        """Who speaks for the person on this screen now. On their own, they speak themselves."""
        is_theirs = self.is_persons_device or not self.sitting.is_voiced
        return "" if is_theirs else self.sitting.voiced_by

    @property
    def parties(self) -> tuple[str, ...]:
        """Whose answers may be given here: a joined device speaks for the person only."""
        return ("person",) if self.is_persons_device else ("person", "worker")

    @property
    def eyes(self) -> tuple[str, ...]:
        """The party who alone looks at this screen, and may see here what waits for the other."""
        return ("person",) if self.door == "beside" else ()

    def may_speak_as(self, party: str) -> bool:
        return party in self.parties

    def url(self, name: str, **kwargs: Any) -> str:
        """The address of a page of this room, through the same door: `room.url("areas")`. On the
        pages of a short check those of a sheet are that check's."""
        if self.check and name in OF_A_SHEET:
            name, kwargs = f"check_{name}", {"check": self.check, **kwargs}
        return reverse(f"{self.door}:{name}", kwargs={"sitting": self.sitting.pk, **kwargs})

    def setting(self, request: HttpRequest) -> Setting:
        """By whose hands and on which device the acts of this request are made."""
        seen = request.POST.get("seen", "")
        return Setting(
            by=self.by,
            sitting=self.sitting.pk,
            typed_by=self.typed_by,
            language=self.language or _page_language(),
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
            happened_on=self._day(request),
            voiced_by=self.voiced_by,
        )

    def _day(self, request: HttpRequest) -> date | None:
        """On which it was said, if not today: on paper, or where there was no network."""
        if self.sitting.held == Held.PAPER:
            return self.sitting.held_on
        day = earlier_day(request.POST.get("said_on", ""), timezone.localdate())
        if day and Sitting.objects.filter(pk=self.sitting.pk, held_on__lte=day).exists():
            return day
        return None

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
            "only_in_english": self._only_in_english(),
            **more,
        }

    def _only_in_english(self) -> str:
        """What a reader of another language is told, in it, on a page that had to be in English."""
        if self.language in ("", _page_language()):
            return ""
        with override(self.language):
            return _("These questions are here in English only.")


def room_for(
    request: HttpRequest,
    pk: UUID,
    to: Literal["read", "answer", "leave"] = "read",
    *,
    check: str = "",
) -> Room:
    """The room, or 404: for the sitting's own worker, or for a guest that it let in."""
    door, actor, sitting = at_the_door(request, pk)
    if to == "answer" and not takes_late(sitting.ended_at, timezone.now()):
        raise Refused(
            _("This sitting ended more than 3 days ago. Copy the words, and say them anew.")
        )
    if to == "leave":
        # The way out stays open for a worker from whom the person was moved meanwhile.
        shown(actor, [sitting.person_id], what="leave")
        person = Person.objects.defer(*closed(Person)).get(pk=sitting.person_id)
    else:
        person = person_for(actor, sitting.person_id, to, without=closed(Person))
    return Room(door, actor, sitting, person, check, _page_language())


def _page_language() -> str:
    return (get_language() or "en")[:2]


def at_the_door(request: HttpRequest, pk: UUID) -> tuple[Door, Actor, Sitting]:
    """Who stands at which door of a sitting, or 404 if it is not theirs to open."""
    actor = actor_of(request)
    match = request.resolver_match
    sitting = _sitting(request, pk)
    if sitting is None or actor is None or match is None:
        raise Http404
    door = next((one for one in FRAMES if one in match.namespaces[:1]), None)
    if door is None:
        raise Http404
    is_open = sitting.ended_at is None
    match actor:
        case Staff(user=user) if sitting.worker_id != user.pk:
            raise Http404
        case Staff(device=device) if door == "together":
            if not is_open or sitting.locked_sign_in != device:
                raise Http404
        case Staff() if door == "desk":
            is_typed_in_here = is_open and sitting.held == Held.PAPER
            if not is_typed_in_here and not may_be_late(match.url_name, request.method):
                raise Http404
        case Guest(sitting=own) if door == "beside" and own == sitting.pk:
            pass
        case _:
            raise Http404
    return door, actor, sitting


def _sitting(request: HttpRequest, pk: UUID) -> Sitting | None:
    """The gate has read the one that locks this sign-in a moment ago."""
    at_the_gate: Sitting | None = getattr(request, "sitting", None)
    if at_the_gate and at_the_gate.pk == pk:
        return at_the_gate
    rows = Sitting.objects.select_related("worker").defer(*closed(Sitting), *closed(User, "worker"))
    return rows.filter(pk=pk).first()


def handed_as(room: Room, what: str) -> str:
    """What `Sitting.handed` says of a page of the sheet that this room is about."""
    return f"check/{room.check}/{what}" if room.check else what


def handed_page(room: Room, what: str) -> str:
    """The address of the page that is handed over, or 404 where it names none."""
    match what.split("/"):
        case ["agree"]:
            return room.url("agree")
        case ["after" | "own" as page]:
            return room.url(page)
        case ["lend", asked]:
            return _reversed(room, "lend", asked=asked)
        case ["fair", talk]:
            return _reversed(room, "fair", talk=talk)
        case ["talk", item, talk, step]:
            return _reversed(room, "talk_step", item=item, talk=talk, step=step)
        case ["check", check, *rest] if not room.check:
            return handed_page(replace(room, check=check), "/".join(rest))
    raise Http404


def _reversed(room: Room, name: str, **parts: str) -> str:
    try:
        return room.url(name, **parts)
    except NoReverseMatch:
        raise Http404 from None
