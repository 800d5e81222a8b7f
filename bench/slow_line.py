"""A slow line between a browser and a server here: what a phone has in a back lane.

It stands before the server, so that what a service worker asks for is as slow as what the page asks
for; a browser's own brake holds the page alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass

CHUNK = 1400
"""Bytes that arrive together, as packets do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`bits` a second in either direction; `latency` seconds there and back."""

    bits: int
    latency: float


SLOW_3G = Line(bits=400_000, latency=0.4)


class _Way:
    """One direction of the line: all connections share it."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._free_at = 0.0

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        waiting: asyncio.Queue[tuple[float, bytes] | None] = asyncio.Queue()

        async def arrive() -> None:
            while (one := await waiting.get()) is not None:
                moment, packet = one
                await asyncio.sleep(max(0.0, moment - loop.time()))
                writer.write(packet)
                await writer.drain()

        arriving = asyncio.create_task(arrive())
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(CHUNK):
                self._free_at = max(self._free_at, loop.time()) + len(data) * 8 / self._line.bits
                waiting.put_nowait((self._free_at + self._line.latency / 2, data))
        waiting.put_nowait(None)
        with contextlib.suppress(ConnectionError):
            await arriving
        writer.close()


@contextlib.contextmanager
def before(port: int, line: Line = SLOW_3G) -> Iterator[int]:
    """The port of a line that leads to `port`."""
    loop = asyncio.new_event_loop()
    up, down = _Way(line), _Way(line)

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The greeting of a new connection goes there and back before anything is said.
        await asyncio.sleep(line.latency)
        onward, back = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(up.carry(reader, back), down.carry(onward, writer))

    server = loop.run_until_complete(asyncio.start_server(take, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
