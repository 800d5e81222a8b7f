from datetime import timedelta

from django.apps import AppConfig

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class PlannerConfig(AppConfig):
    name = "dongne.delivery.planner"
    label = "planner"

    def ready(self) -> None:
        from dongne.foundation.gate.public import Limit, register_limit

        from .presenters import office

        # A plan costs a few milliseconds; whoever asks for ten services at once stays far below.
        register_limit("planner.plans", Limit(free=600, proven=600, per=HOUR))
        # Whoever looks again on the same day has the same wish.
        register_limit("planner.unmet", Limit(free=1, proven=1, per=DAY))
        office.register()
