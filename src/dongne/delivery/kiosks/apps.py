from datetime import timedelta

from django.apps import AppConfig


class KiosksConfig(AppConfig):
    name = "dongne.delivery.kiosks"
    label = "kiosks"

    def ready(self) -> None:
        from dongne.delivery.channels.public import register_supply
        from dongne.foundation.gate.public import Limit, register_limit

        from . import occasions, tasks  # noqa: F401 - the sweep declares itself
        from .presenters import registering
        from .queries import supply_kiosks

        occasions.register()
        registering.register()
        register_supply("kiosk", supply_kiosks)
        register_limit("kiosks.call", Limit(free=5, proven=5, per=timedelta(minutes=10)))
