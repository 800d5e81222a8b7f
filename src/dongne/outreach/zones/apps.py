from django.apps import AppConfig


class ZonesConfig(AppConfig):
    name = "dongne.outreach.zones"
    label = "zones"

    def ready(self) -> None:
        from . import finding
        from .presenters import cards, changes
        from .services import undoing

        finding.register_source()
        cards.register()
        changes.register()
        undoing.register()
