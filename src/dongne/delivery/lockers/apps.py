from datetime import timedelta

from django.apps import AppConfig


class LockersConfig(AppConfig):
    name = "dongne.delivery.lockers"
    label = "lockers"

    def ready(self) -> None:
        from dongne.delivery.channels.public import register_supply
        from dongne.foundation.gate.public import Limit, register_limit

        from . import occasions, tasks  # noqa: F401 - the sweep declares itself
        from .presenters import passes, registering
        from .queries import supply_lockers

        occasions.register()
        registering.register()
        passes.register()
        register_supply("locker", supply_lockers)
        register_limit("lockers.call", Limit(free=5, proven=5, per=timedelta(minutes=10)))
