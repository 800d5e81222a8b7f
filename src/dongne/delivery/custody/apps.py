from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "dongne.delivery.custody"
    label = "custody"

    def ready(self) -> None:
        from dongne.delivery.applications.public import register_underway
        from dongne.delivery.couriers.public import register_loads
        from dongne.foundation.calendar.public import register_moves

        from . import occasions
        from .presenters import history, holders, holding, office
        from .queries import parcels
        from .services import following, shifting

        holders.register()
        holding.register()
        history.register()
        office.register()
        following.register()
        occasions.register()
        register_underway(parcels.is_underway)
        register_loads(parcels.loads)
        register_moves("custody.days", shifting.preview_moves, shifting.move)
