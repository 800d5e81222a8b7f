from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "dongne.delivery.custody"
    label = "custody"

    def ready(self) -> None:
        from dongne.delivery.applications.public import register_underway
        from dongne.delivery.couriers.public import register_loads

        from . import occasions
        from .presenters import holders
        from .queries import parcels

        holders.register()
        occasions.register()
        register_underway(parcels.is_underway)
        register_loads(parcels.loads)
