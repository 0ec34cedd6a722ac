"""Who may open what: every address of the product for every member of the cast.

`DESK` has a line for each method of each address and a column for each actor. `ROOM` has a line
for each page of a room and, for each of its three doors, what GET and POST answer to the one actor
whose door it is; to everybody else a room does not exist. An address in neither fails.
"""

from dataclasses import dataclass
from types import SimpleNamespace
from uuid import uuid4

from django.urls import get_resolver, reverse
from django.utils import timezone

from tandem.assessments.actions.talks import open_talk
from tandem.assessments.queries import instrument_of, sheet_thread
from tandem.people.actions.caseload import keep_file
from tandem.people.actor import Staff
from tandem.plans.tests.stories import home_sheet, keep_the_flat, ring_the_council
from tandem.sittings.actions.sittings import start_sitting
from tandem.sittings.gate import GUEST_COOKIE, digest
from tandem.sittings.models import Guest, Held, Sitting
from tandem.sittings.room import Room
from tandem.voices.actions import Setting, append
from tandem.voices.models import Entry, Kind, Party
from tests.page import Pages

# Danielle is Imran's. `own` is Imran at the desk, `locked` is Imran's other sign-in, in a sitting
# with her; `ended` is Imran where the sitting in the address has ended, `other_guest` is a device
# that was let in to a sitting with somebody else.
ACTORS = (
    "anonymous", "own", "team", "other_team", "manager", "administrator", "elsewhere",
    "guest", "other_guest", "locked", "ended",
)  # fmt: skip
# Whose door it is.
KEEPS = {"together": "locked", "beside": "guest", "desk": "own"}

DESK = """
GET  healthz                      200 200 200 200 200 200 200 200 200 200 200
POST healthz                      405 405 405 405 405 405 405 405 405 405 405
GET  ui:language                  405 405 405 405 405 405 405 405 405 405 405
POST ui:language                  302 302 302 302 302 302 302 302 302 302 302
GET  ui:design                    404 404 404 404 404 404 404 404 404 404 404
POST ui:design                    405 405 405 405 405 405 405 405 405 404 405
GET  home:people                  302 200 200 200 200 302 200 302 302 404 200
POST home:people                  302 200 200 200 200 302 200 302 302 404 200
GET  home:person                  302 200 404 404 200 404 404 302 302 404 200
POST home:person                  302 200 404 404 200 404 404 302 302 404 200
GET  account_login                200 302 302 302 302 302 302 200 200 404 302
POST account_login                200 302 302 302 302 302 302 200 200 404 302
GET  account_logout               405 405 405 405 405 405 405 405 405 404 405
POST account_logout               302 302 302 302 302 302 302 302 302 404 302
GET  signin:link                  404 404 404 404 404 404 404 404 404 404 404
POST signin:link                  404 404 404 404 404 404 404 404 404 404 404
GET  signin:password              302 200 200 200 200 200 200 302 302 404 200
POST signin:password              302 200 200 200 200 200 200 302 302 404 200
GET  mfa_login_webauthn           302 302 302 302 302 302 302 302 302 404 302
POST mfa_login_webauthn           302 302 302 302 302 302 302 302 302 404 302
GET  mfa_authenticate             302 302 302 302 302 302 302 302 302 404 302
POST mfa_authenticate             302 302 302 302 302 302 302 302 302 404 302
GET  account_reauthenticate       302 302 302 302 302 302 302 302 302 404 302
POST account_reauthenticate       302 302 302 302 302 302 302 302 302 404 302
GET  mfa_reauthenticate           302 200 200 200 200 200 200 302 302 404 200
POST mfa_reauthenticate           302 200 200 200 200 200 200 302 302 404 200
GET  mfa_reauthenticate_webauthn  302 302 302 302 302 302 302 302 302 404 302
POST mfa_reauthenticate_webauthn  302 302 302 302 302 302 302 302 302 404 302
GET  mfa_index                    302 200 200 200 200 200 200 302 302 404 200
POST mfa_index                    302 405 405 405 405 405 405 302 302 404 405
GET  mfa_activate_totp            302 302 302 302 302 302 302 302 302 404 302
POST mfa_activate_totp            302 302 302 302 302 302 302 302 302 404 302
GET  mfa_deactivate_totp          302 302 302 302 302 302 302 302 302 404 302
POST mfa_deactivate_totp          302 302 302 302 302 302 302 302 302 404 302
GET  mfa_add_webauthn             302 302 302 302 302 302 302 302 302 404 302
POST mfa_add_webauthn             302 302 302 302 302 302 302 302 302 404 302
GET  mfa_list_webauthn            302 302 302 302 302 302 302 302 302 404 302
POST mfa_list_webauthn            302 302 302 302 302 302 302 302 302 404 302
GET  mfa_remove_webauthn          302 302 302 302 302 302 302 302 302 404 302
POST mfa_remove_webauthn          302 302 302 302 302 302 302 302 302 404 302
GET  mfa_view_recovery_codes      302 404 404 404 404 404 404 302 302 404 404
POST mfa_view_recovery_codes      302 405 405 405 405 405 405 302 302 404 405
GET  mfa_generate_recovery_codes  302 302 302 302 302 302 302 302 302 404 302
POST mfa_generate_recovery_codes  302 302 302 302 302 302 302 302 302 404 302
GET  people:add                   302 200 200 200 200 200 200 302 302 404 200
POST people:add                   302 200 200 200 200 200 200 302 302 404 200
GET  people:correct               302 200 404 404 200 404 404 302 302 404 200
POST people:correct               302 200 404 404 200 404 404 302 302 404 200
GET  people:add_episode           302 200 404 404 200 404 404 302 302 404 200
POST people:add_episode           302 200 404 404 200 404 404 302 302 404 200
GET  people:correct_episode       302 200 404 404 200 404 404 302 302 404 200
POST people:correct_episode       302 200 404 404 200 404 404 302 302 404 200
GET  people:move                  302 200 404 404 200 200 404 302 302 404 200
POST people:move                  302 200 404 404 200 200 404 302 302 404 200
GET  people:import                302 200 200 200 200 200 200 302 302 404 200
POST people:import                302 200 200 200 200 200 200 302 302 404 200
GET  people:import_check          302 200 302 302 302 302 302 302 302 404 200
POST people:import_check          302 302 302 302 302 302 302 302 302 404 302
GET  people:import_refused        302 200 404 404 404 404 404 302 302 404 200
POST people:import_refused        405 405 405 405 405 405 405 405 405 404 405
GET  people:import_done           302 200 302 302 302 302 302 302 302 404 200
POST people:import_done           302 302 302 302 302 302 302 302 302 404 302
GET  people:organisation          302 404 404 404 404 200 404 302 302 404 404
POST people:organisation          302 404 404 404 404 200 404 302 302 404 404
GET  people:add_team              302 404 404 404 404 200 404 302 302 404 404
POST people:add_team              302 404 404 404 404 200 404 302 302 404 404
GET  people:rename_team           302 404 404 404 404 200 404 302 302 404 404
POST people:rename_team           302 404 404 404 404 200 404 302 302 404 404
GET  people:invite                302 404 404 404 404 200 404 302 302 404 404
POST people:invite                302 404 404 404 404 200 404 302 302 404 404
GET  people:staff                 302 404 404 404 404 200 404 302 302 404 404
POST people:staff                 302 404 404 404 404 200 404 302 302 404 404
GET  people:stop_sign_in          405 405 405 405 405 405 405 405 405 404 405
POST people:stop_sign_in          302 404 404 404 404 302 404 302 302 404 404
GET  people:reset_sign_in         405 405 405 405 405 405 405 405 405 404 405
POST people:reset_sign_in         302 404 404 404 404 200 404 302 302 404 404
GET  people:allocations           302 404 404 404 200 200 404 302 302 404 404
POST people:allocations           302 404 404 404 200 200 404 302 302 404 404
GET  sittings:start               302 200 404 404 404 404 404 302 302 404 200
POST sittings:start               302 200 404 404 404 404 404 302 302 404 200
GET  sittings:resume              302 302 404 404 404 404 404 302 302 404 404
POST sittings:resume              302 302 404 404 404 404 404 302 302 404 404
GET  sittings:finish              302 405 405 405 404 404 405 302 302 404 405
POST sittings:finish              302 302 404 404 404 404 404 302 302 404 404
GET  sittings:join                200 200 200 200 200 200 200 200 200 200 200
POST sittings:join                200 200 200 200 200 200 200 200 200 200 200
GET  sittings:door                200 200 200 200 200 200 200 302 302 200 200
POST sittings:door                405 405 405 405 405 405 405 405 405 405 405
GET  sittings:go                  405 405 405 405 405 405 405 405 405 405 405
POST sittings:go                  302 302 302 302 302 302 302 302 302 302 302
GET  sittings:join_token          200 200 200 200 200 200 200 200 200 200 200
POST sittings:join_token          200 200 200 200 200 200 200 200 200 200 200
GET  assessments:read             302 200 404 404 200 404 404 302 302 404 200
POST assessments:read             302 405 405 405 405 404 405 302 302 404 405
GET  assessments:copy             302 200 404 404 200 404 404 302 302 404 200
POST assessments:copy             302 405 405 405 405 404 405 302 302 404 405
GET  assessments:read_sitting     302 200 404 404 200 404 404 302 302 404 200
POST assessments:read_sitting     302 405 405 405 405 404 405 302 302 404 405
GET  assessments:print            302 200 404 404 200 404 404 302 302 404 200
POST assessments:print            302 405 405 405 405 404 405 302 302 404 405
GET  assessments:print_sitting    302 200 404 404 200 404 404 302 302 404 200
POST assessments:print_sitting    302 405 405 405 405 404 405 302 302 404 405
GET  assessments:paper            302 200 404 404 200 404 404 302 302 404 200
POST assessments:paper            302 405 405 405 405 404 405 302 302 404 405
GET  assessments:blank            302 200 404 404 200 404 404 302 302 404 200
POST assessments:blank            302 405 405 405 405 404 405 302 302 404 405
GET  assessments:asked            302 404 404 404 200 404 404 302 302 404 404
POST assessments:asked            302 404 404 404 405 404 404 302 302 404 404
GET  assessments:library          302 404 404 404 404 200 404 302 302 404 404
POST assessments:library          302 404 404 404 404 405 404 302 302 404 404
GET  assessments:instrument       302 404 404 404 404 200 404 302 302 404 404
POST assessments:instrument       302 404 404 404 404 405 404 302 302 404 404
GET  assessments:instrument_area  302 404 404 404 404 200 404 302 302 404 404
POST assessments:instrument_area  302 404 404 404 404 405 404 302 302 404 404
GET  assessments:instrument_changes 302 404 404 404 404 404 404 302 302 404 404
POST assessments:instrument_changes 302 404 404 404 404 405 404 302 302 404 404
GET  assessments:instrument_form  302 404 404 404 404 200 404 302 302 404 404
POST assessments:instrument_form  302 404 404 404 404 405 404 302 302 404 404
GET  assessments:instrument_print 302 404 404 404 404 200 404 302 302 404 404
POST assessments:instrument_print 302 404 404 404 404 405 404 302 302 404 404
GET  assessments:add_instrument   302 404 404 404 404 200 404 302 302 404 404
POST assessments:add_instrument   302 404 404 404 404 200 404 302 302 404 404
GET  assessments:check_instrument 302 404 404 404 404 302 404 302 302 404 404
POST assessments:check_instrument 302 404 404 404 404 302 404 302 302 404 404
GET  insight:figures              302 404 404 404 200 200 404 302 302 404 404
POST insight:figures              302 404 404 404 405 405 404 302 302 404 404
GET  plans:read                   302 200 404 404 200 404 404 302 302 404 200
POST plans:read                   302 405 405 405 405 404 405 302 302 404 405
GET  plans:print                  302 200 404 404 200 404 404 302 302 404 200
POST plans:print                  302 405 405 405 405 404 405 302 302 404 405
GET  plans:alone                  302 200 404 404 404 404 404 302 302 404 200
POST plans:alone                  302 200 404 404 404 404 404 302 302 404 200
GET  plans:mark_step              302 405 405 405 404 404 405 302 302 404 405
POST plans:mark_step              302 409 404 404 404 404 404 302 302 404 409
"""

ROOM = """
cover                302/302 404/404 404/404
uncover              405/302 405/404 405/404
hand                 405/404 405/404 405/404
unlock               200/200 404/404 404/404
leave                200/200 404/404 404/404
invite               200/200 404/404 404/404
waiting              200/405 404/405 404/405
answer_door          405/302 405/404 405/404
here                 302/405 302/405 302/405
welcome              200/405 200/405 200/405
prompt               200/302 404/404 200/302
screen               200/405 200/405 200/405
tap                  405/302 405/302 405/302
areas                200/405 200/405 200/405
pick                 405/404 405/404 405/404
more                 200/405 200/405 200/405
open_shut            405/404 405/404 405/404
first                200/405 200/405 200/405
pick_first           405/404 405/404 405/404
area                 200/405 200/405 200/405
answer               405/302 405/302 405/302
rows                 200/405 200/405 200/405
differences          200/405 200/405 200/405
chart                200/405 200/405 200/405
chart_since          200/405 200/405 200/405
talk                 200/404 200/404 200/404
talk_step            200/400 200/400 200/400
differ               200/200 200/200 200/200
blank                200/405 200/405 200/405
fair                 404/404 200/200 404/404
plan                 200/405 200/405 200/405
plan_part            200/405 200/405 200/405
print_plan           200/405 200/405 200/405
promise              405/409 405/404 405/409
add_goal             200/200 200/200 200/200
goal                 200/405 200/405 200/405
reword_goal          302/422 302/422 302/422
mark_goal            405/404 405/404 405/404
add_step             302/422 302/422 302/422
set_asking           302/422 404/404 302/422
worker_agree_goal    200/200 404/404 200/200
change_step          200/200 200/200 200/200
mark_step            405/409 405/409 405/409
agree                404/405 200/405 404/405
agree_goal           404/404 200/200 404/404
"""


@dataclass(frozen=True, slots=True)
class Cell:
    place: str
    method: str
    actor: str
    status: int


def places() -> dict[str, dict[str, str]]:
    """Every address's name, with the kinds of its parts: {"home:person": {"person": "uuid"}}."""

    def walk(patterns, spaces, parts):
        for each in patterns:
            here = parts | {
                name: type(kind).__name__.removesuffix("Converter").lower()
                for name, kind in each.pattern.converters.items()
            }
            if hasattr(each, "url_patterns"):
                inner = [*spaces, each.namespace] if each.namespace else spaces
                yield from walk(each.url_patterns, inner, here)
            else:
                assert each.name, f"{each.pattern} has no name"
                yield ":".join([*spaces, each.name]), here

    return dict(walk(get_resolver().url_patterns, [], {}))


def table() -> list[Cell]:
    cells = []
    for line in DESK.strip().splitlines():
        method, place, *statuses = line.split()
        assert len(statuses) == len(ACTORS), line
        pairs = zip(ACTORS, statuses, strict=True)
        cells += [Cell(place, method, actor, int(status)) for actor, status in pairs]
    for line in ROOM.strip().splitlines():
        name, *answers = line.split()
        for door, answer in zip(KEEPS, answers, strict=True):
            for method, status in zip(("GET", "POST"), answer.split("/"), strict=True):
                for actor in ACTORS:
                    # A method that a page does not have is refused before anyone is asked for.
                    shut = 405 if status == "405" and is_asked(door, actor) else 404
                    expected = int(status) if actor == KEEPS[door] else shut
                    cells.append(Cell(f"{door}:{name}", method, actor, expected))
    return cells


def is_asked(door: str, actor: str) -> bool:
    """A locked sign-in is turned away before any page is chosen, but for its own door and one
    that no sign-in opens."""
    return actor != "locked" or door != "desk"


def scene(cast) -> SimpleNamespace:
    """Danielle, with everything that an address can name; and a signed-in client for each actor."""
    now = timezone.now()
    home_sheet(cast.imran, cast.danielle)
    goal = keep_the_flat(cast.imran, cast.danielle)
    step = ring_the_council(cast.imran, goal)
    clients = {actor: Pages() for actor in ACTORS}
    for client in clients.values():
        client.raise_request_exception = False  # a fault is a 500 in the table's eyes
    staff = {
        "own": cast.imran,
        "team": cast.priya,
        "other_team": cast.tom,
        "manager": cast.carys,
        "administrator": cast.bea,
        "elsewhere": cast.ade,
        "locked": cast.imran,
        "ended": cast.imran,
    }
    for actor, user in staff.items():
        clients[actor].force_login(user)

    def by(actor):
        return Staff(staff[actor], digest(clients[actor].session.session_key))

    live = start_sitting(by=by("locked"), person=cast.danielle, held=Held.SIDE_BY_SIDE, pin="2580")
    Sitting.objects.filter(pk=live.pk).update(screen_seen_at=now)
    paper = start_sitting(by=by("own"), person=cast.danielle, held=Held.PAPER, pin="")
    ended = start_sitting(by=by("ended"), person=cast.danielle, held=Held.PAPER, pin="")
    Sitting.objects.filter(pk=ended.pk).update(ended_at=now)
    others = start_sitting(by=Staff(cast.priya), person=cast.aled, held=Held.PAPER, pin="")
    for actor, sitting in (("guest", live), ("other_guest", others)):
        Guest.objects.create(
            sitting=sitting,
            secret_hash=digest(f"{actor}'s secret"),
            word="kettle",
            joined_at=now,
            confirmed_at=now,
        )
        clients[actor].cookies[GUEST_COOKIE] = f"{actor}'s secret"
    waiting = Guest.objects.create(
        sitting=live, secret_hash=digest("waits"), word="lamp", joined_at=now
    )
    thread = sheet_thread(cast.danielle)
    append(
        thread.pk,
        uuid4(),
        Setting(by("ended"), ended.pk, "worker", "en", 0),
        kind=Kind.ANSWER,
        about="home.now",
        party=Party.PERSON,
        value="good",
    )
    open_talk(
        room=Room("together", by("locked"), live, cast.danielle),
        thread=thread,
        setting=Setting(by("locked"), live.pk, "worker", "en", 0),
        act=uuid4(),
        about="home.now",
    )
    file = keep_file(
        by=by("own"),
        raw=b"reference,called,mode\nX200009,Gwen,statutory\n",
        filename="people.csv",
    )
    return SimpleNamespace(
        clients=clients,
        sittings={"together": live.pk, "beside": live.pk, "desk": paper.pk, "": paper.pk},
        ended=ended.pk,
        parts={
            "person": cast.danielle.pk,
            "episode": cast.danielle.episodes.get().pk,
            "file": file.pk,
            "team": cast.team.pk,
            "user": cast.priya.pk,
            "token": "AAAAAAAAAAAAAAAAAAAAAA",
            "pk": cast.imran.authenticator_set.get().pk,
            "guest": waiting.pk,
            "area": "home",
            "key": "whole-life",
            "version": 1,
            "item": "home.now",
            "since": ended.pk,
            "talk": Entry.objects.get(thread=thread, kind=Kind.TALK).pk,
            "goal": goal.pk,
        },
        steps={
            "uuid": step.pk,
            "prompt": instrument_of(thread).prompts[0].key,
            "talk_step": "person",
        },
        # Who is shown when one of these words is.
        people={
            cast.danielle.pk: ("Danielle", "Marsh", "X200001"),
            cast.aled.pk: ("Aled", "Ŵyn-Jones", "X200002"),
            cast.kofi.pk: ("Kofi",),
        },
        person=cast.danielle.pk,
    )


def address(at: SimpleNamespace, place: str, actor: str, kinds: dict[str, str]) -> str:
    parts = {}
    for name, kind in kinds.items():
        if name == "sitting":
            door = place.partition(":")[0] if place.partition(":")[0] in KEEPS else ""
            parts[name] = at.ended if actor == "ended" else at.sittings[door]
        elif name == "step":
            parts[name] = at.steps["uuid" if kind == "uuid" else place.partition(":")[2]]
        else:
            parts[name] = at.parts[name]
    return reverse(place, kwargs=parts)
