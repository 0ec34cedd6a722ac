import asyncio
import socket

from tandem.config.serve import _listen


def test_what_is_answered_is_sent_at_once():
    """Not held back until the reader has acknowledged what came before it."""
    at_once = []

    class Watch(asyncio.Protocol):
        def connection_made(self, transport):
            link = transport.get_extra_info("socket")
            at_once.append(link.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    async def ask():
        with _listen("127.0.0.1", 0) as listener:
            server = await asyncio.get_running_loop().create_server(Watch, sock=listener)
            async with server:
                _reader, writer = await asyncio.open_connection(*listener.getsockname())
                while not at_once:
                    await asyncio.sleep(0)
                writer.close()
                await writer.wait_closed()

    asyncio.run(ask())
    assert all(at_once)
