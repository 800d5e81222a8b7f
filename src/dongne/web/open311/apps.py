from django.apps import AppConfig


class Open311Config(AppConfig):
    name = "dongne.web.open311"
    label = "open311"

    def ready(self) -> None:
        from dongne.foundation.gate.public import Limit, register_limit

        from .sending import FREE, LIMIT, PER

        # A program can't work anything out for us, so that no proof buys more.
        register_limit(LIMIT, Limit(free=FREE, proven=FREE, per=PER))
