"""Staff of the made-up caseload at their own pages: the same team at every size."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session

from bench.bench import Bench
from bench.cast import session_of
from bench.client import Answer, Client, WrongAnswer, wait_for
from bench.room import TOKEN
from tandem.home.seed import person_key, units
from tandem.people.models import Allocation, Person, Role, User

SEED = "tandem"
# The first team of a region. It is complete from the smallest size on.
UNIT = 1
SHOWN = re.compile(r'class="people-who"><a href="/people/([0-9a-f-]{36})/"')


@dataclass
class Desk:
    """A browser in which a member of staff is signed in."""

    user: User
    client: Client
    token: str = ""

    async def ask(self, method: str, path: str, **form: str) -> Answer:
        given = {"csrfmiddlewaretoken": self.token, **form} if method == "POST" else None
        answer = await self.client.ask(method, path, given)
        if answer.status != 200:
            raise WrongAnswer(f"{path} answered {answer.status}")
        if found := TOKEN.search(answer.body):
            self.token = found[1].decode()
        return answer

    async def my_people(self) -> None:
        await self.ask("GET", "/")

    async def figures(self) -> None:
        await self.ask("GET", "/figures")

    async def find(self, words: str) -> list[UUID]:
        """Whom the page shows, from the top."""
        answer = await self.ask("POST", "/", words=words)
        return [UUID(pk) for pk in SHOWN.findall(answer.body.decode())]


def desk(bench: Bench, user: User, opens: str = "/") -> Desk:
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {}}
    )
    key = secrets.token_hex(16)
    Session.objects.bulk_create([session_of(user, key)])
    found = Desk(user, Client(bench.place.address, {settings.SESSION_COOKIE_NAME: key}))
    wait_for(found.ask("GET", opens))
    return found


def team() -> tuple[User, User, list[Person]]:
    """A worker, the manager, and everyone of their team."""
    unit = list(units(SEED, 1_000))[UNIT]
    first = person_key(SEED, unit.first)
    held = Allocation.objects.select_related("worker", "team").get(person=first, ended_at=None)
    manager = User.objects.get(team=held.team, roles__contains=[Role.MANAGER])
    worker = held.worker or manager
    people = Person.objects.filter(
        allocations__team=held.team, allocations__ended_at=None, is_practice=False
    )
    return worker, manager, list(people.order_by("pk"))


def administrator() -> User:
    """Of the organisation that the team belongs to."""
    _worker, manager, _people = team()
    users = User.objects.filter(organisation=manager.organisation_id)
    return users.get(roles__contains=[Role.ADMINISTRATOR])
