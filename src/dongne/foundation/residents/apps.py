from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "dongne.foundation.residents"
    label = "residents"

    def ready(self) -> None:
        from . import presenters

        presenters.register()
