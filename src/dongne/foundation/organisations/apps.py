from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "dongne.foundation.organisations"
    label = "organisations"

    def ready(self) -> None:
        from . import tasks  # noqa: F401 - declares what comes by the clock
        from .presenters import cards, changes
        from .services import undoing

        cards.register()
        changes.register()
        undoing.register()
