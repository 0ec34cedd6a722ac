"""A faulty line between client and product, on loopback.

    python -m faults.proxy --to PORT --seed S --log FILE [--outages]

Prints its own port. Each save meets one fault or none, chosen by the seed. With outages the whole
line is dead at times: what comes is taken, never answered, and reset in the end.
"""

import argparse
import asyncio
import contextlib
import json
import random
import re
import socket
import struct
import time
from pathlib import Path

# What happens to a request, and how often in a hundred.
FAULTS = {
    "none": 48,
    "cut the request": 8,  # after some of its bytes
    "lose the reply": 10,  # once the product has answered, so after its commit
    "leave at once": 6,  # the whole request goes on, nobody waits for the reply
    "cut the reply": 8,  # in the middle
    "delay": 8,  # sometimes longer than the client waits, so it comes late and twice
    "repeat": 6,  # the same request on two connections at once
    "repeat late": 4,  # and again after others that were sent later
    "swallow": 2,  # nothing is ever said
}
LONGEST_DELAY = 4.0
SWALLOWED_FOR = 20.0
LATE = (1.0, 5.0)
# Saves between two outages, and the seconds that one lasts.
BETWEEN = (15, 60)
OUT_FOR = (1.0, 6.0)


class Proxy:
    def __init__(self, to: int, seed: str, log: Path, *, has_outages: bool = False) -> None:
        self.to, self.dice = to, random.Random(seed)
        self.has_outages, self.out_until = has_outages, 0.0
        self.saves_left = self.dice.randint(*BETWEEN)
        self.log = open(log, "a")  # noqa: SIM115
        # A visit whose client has left is held by nothing else.
        self.visits: set[asyncio.Task[None]] = set()

    async def serve(self) -> None:
        server = await asyncio.start_server(self.begin, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        async with server:
            await server.serve_forever()

    def begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self.visit(reader, writer))
        self.visits.add(task)
        task.add_done_callback(self.visits.discard)

    async def visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            request = await self.read(reader)
            first = request.split(b"\r\n", 1)[0]
            if self.has_outages and b" /live/" in first:
                # A stream does not pass a line that reads replies whole, so rows are asked for.
                await self.answer(writer, b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            # Only saves meet faults: the way to the sheet has its own tests.
            is_save = b"/answer " in first
            if await self.is_out(is_save):
                reset(writer)
                return
            fault = self.dice.choices(list(FAULTS), list(FAULTS.values()))[0]
            fault = fault if is_save else "none"
            if is_save:
                self.log.write(json.dumps({"fault": fault}) + "\n")
                self.log.flush()
            await self.meet(fault, request, writer)
        writer.transport.abort() if writer.is_closing() else writer.close()

    async def is_out(self, is_save: bool) -> bool:
        """Whether this fell into an outage; then it was held until the end of it."""
        if not self.has_outages:
            return False
        self.saves_left -= is_save
        if self.saves_left < 0 and time.time() > self.out_until:
            self.saves_left = self.dice.randint(*BETWEEN)
            self.out_until = time.time() + self.dice.uniform(*OUT_FOR)
            self.log.write(json.dumps({"fault": "outage", "until": self.out_until}) + "\n")
            self.log.flush()
        if (left := self.out_until - time.time()) <= 0:
            return False
        await asyncio.sleep(left)
        return True

    async def read(self, reader: asyncio.StreamReader) -> bytes:
        head = await reader.readuntil(b"\r\n\r\n")
        found = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
        body = await reader.readexactly(int(found[1])) if found else b""
        # One request for each connection: what comes after the reply is its end.
        head = re.sub(rb"\r\nconnection: [^\r]*", b"", head, flags=re.IGNORECASE)
        return head[:-2] + b"Connection: close\r\n\r\n" + body

    async def meet(self, fault: str, request: bytes, client: asyncio.StreamWriter) -> None:
        match fault:
            case "cut the request":
                await self.send(request[: self.dice.randrange(1, len(request))])
                reset(client)
            case "leave at once":
                await self.send(request)
                reset(client)
            case "lose the reply":
                await self.pass_on(request)
                reset(client)
            case "cut the reply":
                reply = await self.pass_on(request)
                client.write(reply[: self.dice.randrange(1, max(2, len(reply)))])
                await client.drain()
                reset(client)
            case "swallow":
                await asyncio.sleep(SWALLOWED_FOR)
                reset(client)
            case "repeat":
                first, _second = await asyncio.gather(self.pass_on(request), self.pass_on(request))
                await self.answer(client, first)
            case "repeat late":
                await self.answer(client, await self.pass_on(request))
                await asyncio.sleep(self.dice.uniform(*LATE))
                await self.pass_on(request)
            case _:
                if fault == "delay":
                    await asyncio.sleep(self.dice.uniform(0.1, LONGEST_DELAY))
                await self.answer(client, await self.pass_on(request))

    async def answer(self, client: asyncio.StreamWriter, reply: bytes) -> None:
        client.write(reply)
        await client.drain()

    async def send(self, part: bytes) -> None:
        """Some or all of a request, and gone."""
        _, product = await asyncio.open_connection("127.0.0.1", self.to)
        product.write(part)
        await product.drain()
        product.close()

    async def pass_on(self, request: bytes) -> bytes:
        reader, product = await asyncio.open_connection("127.0.0.1", self.to)
        product.write(request)
        await product.drain()
        reply = await reader.read(-1)
        product.close()
        return reply


def reset(writer: asyncio.StreamWriter) -> None:
    """An end without a farewell: the other side is told that the connection never was."""
    end = writer.get_extra_info("socket")
    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("--to", type=int, required=True)
    words.add_argument("--seed", required=True)
    words.add_argument("--log", type=Path, required=True)
    words.add_argument("--outages", action="store_true")
    given = words.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        line = Proxy(given.to, given.seed, given.log, has_outages=given.outages)
        asyncio.run(line.serve())


if __name__ == "__main__":
    main()
