from datetime import timedelta

from django.apps import AppConfig


class CountersConfig(AppConfig):
    name = "dongne.delivery.counters"
    label = "counters"

    def ready(self) -> None:
        from dongne.delivery.channels.public import register_supply
        from dongne.foundation.gate.public import (
            Limit,
            Numbers,
            register_limit,
            register_numbers,
        )

        from . import (
            occasions,
            tasks,  # noqa: F401 - the jobs declare themselves
        )
        from .presenters import holding
        from .queries.own import key_by_secret, reached_by
        from .queries.supply import supply_outreach
        from .views.booking import CHOOSING, CODING
        from .views.door import ARRIVING, TAKING
        from .views.own import open_own

        occasions.register()
        holding.register()
        register_supply("outreach", supply_outreach)
        register_numbers(
            Numbers(
                kind="outreach",
                by_secret=key_by_secret,
                by_contact=reached_by,
                let_in=open_own,
            )
        )
        hour = timedelta(hours=1)
        register_limit(CHOOSING, Limit(free=40, proven=200, per=hour))
        # Each costs the office money.
        register_limit(CODING, Limit(free=6, proven=30, per=hour))
        # A tablet is one address for everybody who comes; its own key stands before it.
        register_limit(TAKING, Limit(free=300, proven=600, per=hour))
        register_limit(ARRIVING, Limit(free=60, proven=120, per=hour))
