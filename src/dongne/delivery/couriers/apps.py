from datetime import timedelta

from django.apps import AppConfig


class CouriersConfig(AppConfig):
    name = "dongne.delivery.couriers"
    label = "couriers"

    def ready(self) -> None:
        from dongne.delivery.channels.public import register_supply
        from dongne.foundation.gate.public import Limit, register_limit

        from . import tasks  # noqa: F401 - the sweep declares itself
        from .presenters import holding, registering
        from .queries import supply_volunteers
        from .services.signing_in import PURPOSE

        registering.register()
        holding.register()
        register_supply("volunteer", supply_volunteers)
        register_limit(PURPOSE, Limit(free=10, proven=40, per=timedelta(hours=1)))
