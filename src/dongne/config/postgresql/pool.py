"""A pool that is back as soon as the server is.

psycopg's own puts off its attempts ever longer (one second, two, four, …), and so it does after
each dead connection that it hands out; whoever waits then waits for the end of that.
"""

import select
import time
from typing import Any

from psycopg import Connection
from psycopg_pool import ConnectionPool, PoolTimeout

# An attempt ends after this long, and whoever waits asks for the next one.
ATTEMPT_SECONDS = 0.5
ROUND_SECONDS = 1.0


class Pool(ConnectionPool[Connection]):
    def __init__(self, **options: Any) -> None:
        self._swept = 0.0
        super().__init__(open=False, check=self._look, reconnect_timeout=ATTEMPT_SECONDS, **options)

    def getconn(self, timeout: float | None = None) -> Connection:
        end = time.monotonic() + (self.timeout if timeout is None else timeout)
        while True:
            left = end - time.monotonic()
            try:
                return super().getconn(min(left, ROUND_SECONDS))
            except PoolTimeout:
                if left <= ROUND_SECONDS:
                    raise

    def _look(self, connection: Connection) -> None:
        """At the socket, without asking the server: an idle connection has nothing to read, unless
        the server closed it. Then all the others of that time are thrown away with it."""
        poll = select.poll()
        poll.register(connection.fileno(), select.POLLIN)
        if not poll.poll(0):
            return
        try:
            # A mere notice is taken in; a closed connection raises.
            connection.pgconn.consume_input()
            connection.execute("")
        except Exception:
            if time.monotonic() - self._swept > ROUND_SECONDS:
                self._swept = time.monotonic()
                self.drain()
            raise
