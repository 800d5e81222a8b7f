from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "dongne.foundation.gate"
    label = "gate"

    def ready(self) -> None:
        from . import presenters, tasks  # noqa: F401 - the sweep declares itself
        from .limits import register_limit
        from .services.coding import PER_ADDRESS, PER_SUBJECT

        presenters.register()
        register_limit("code.subject", PER_SUBJECT)
        register_limit("code.address", PER_ADDRESS)
