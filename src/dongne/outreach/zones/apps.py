from django.apps import AppConfig


class ZonesConfig(AppConfig):
    name = "dongne.outreach.zones"
    label = "zones"

    def ready(self) -> None:
        from dongne.foundation.privacy.public import register_charge

        from . import finding, queries
        from .presenters import cards, changes
        from .services import undoing

        finding.register_source()
        register_charge("zones", queries.tongs_in_charge)
        cards.register()
        changes.register()
        undoing.register()
