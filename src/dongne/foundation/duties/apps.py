from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "dongne.foundation.duties"
    label = "duties"

    def ready(self) -> None:
        from . import presenters

        presenters.register()
