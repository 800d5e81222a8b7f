from collections.abc import Callable
from typing import ClassVar

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from psycopg import Connection

from dongne.config.postgresql.pool import Pool


class DatabaseWrapper(base.DatabaseWrapper):
    """Django lets a project set a pool's options, but not its class."""

    # Django's, which its type stubs do not know.
    _connection_pools: ClassVar[dict[str, Pool]]
    _configure_connection: Callable[[Connection], None]

    @property
    def pool(self) -> Pool | None:
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        if self.alias not in self._connection_pools:
            parameters = {**self.get_connection_params(), "autocommit": True}
            fresh = Pool(kwargs=parameters, configure=self._configure_connection, **options)
            # Several threads may come here at once; the first one's is everybody's.
            self._connection_pools.setdefault(self.alias, fresh)
        return self._connection_pools[self.alias]
