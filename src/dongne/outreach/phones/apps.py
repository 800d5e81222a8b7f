from django.apps import AppConfig


class PhonesConfig(AppConfig):
    name = "dongne.outreach.phones"
    label = "phones"

    def ready(self) -> None:
        from . import presenters

        presenters.register()
