from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "dongne.foundation.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        from . import presenters

        presenters.register()
