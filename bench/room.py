"""One screen of a sitting at work: opens an area as its page does and saves as `sheet.js` sends."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field

from bench.cast import Seat
from bench.client import Answer, Client, WrongAnswer

STEPS = ("very_hard", "hard", "some", "mostly_fine", "good")
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
AT = re.compile(rb'data-at="(\d+)"')


@dataclass
class Screen:
    """A browser on one area of one sitting."""

    seat: Seat
    client: Client
    area: str = "home"
    door: str = "together"
    item: str = ""
    token: str = ""
    at: int = 0
    # The ids of acts that were answered: each must be in the database afterwards.
    acknowledged: list[uuid.UUID] = field(default_factory=list)
    turn: int = 0

    @classmethod
    def of(cls, seat: Seat, address: str, *, area: str = "home", door: str = "together") -> Screen:
        client = seat.worker(address) if door == "together" else seat.guest(address)
        return cls(seat, client, area, door, item=f"{area}.now")

    async def page(self) -> Answer:
        answer = await self.client.ask("GET", self.seat.url(f"area/{self.area}", self.door))
        if answer.status != 200:
            raise WrongAnswer(f"the area answered {answer.status}")
        if found := TOKEN.search(answer.body):
            self.token = found[1].decode()
        if found := AT.search(answer.body):
            self.at = int(found[1])
        return answer

    async def open(self) -> None:
        await self.page()

    async def save(self) -> None:
        """Another step on the scale: each tap is an act of its own."""
        self.turn += 1
        await self.say(STEPS[self.turn % len(STEPS)])

    def new_act(self) -> uuid.UUID:
        return uuid.uuid4()

    async def say(self, value: str, act: uuid.UUID | None = None) -> Answer:
        act = act or self.new_act()
        form = {
            "csrfmiddlewaretoken": self.token,
            "by_act": "1",
            f"act:{self.item}": str(act),
            f"was:{self.item}": str(self.at),
            self.item: value,
            "seen": str(self.at),
        }
        answer = await self.client.ask(
            "POST",
            self.seat.url(f"area/{self.area}/answer", self.door),
            form,
            accept="application/json",
        )
        if answer.status != 200:
            raise WrongAnswer(f"a save answered {answer.status}: {answer.body[:300]!r}")
        self.at = answer.json()["at"]
        self.acknowledged.append(act)
        return answer

    async def rows(self) -> Answer:
        """What is new, as the other screen asks when the stream says so."""
        answer = await self.client.ask(
            "GET",
            self.seat.url(f"area/{self.area}/rows?since={self.at}", self.door),
            accept="application/json",
        )
        if answer.status != 200:
            raise WrongAnswer(f"rows answered {answer.status}")
        self.at = answer.json()["at"]
        return answer
