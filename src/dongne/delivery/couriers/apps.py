from django.apps import AppConfig


class CouriersConfig(AppConfig):
    name = "dongne.delivery.couriers"
    label = "couriers"

    def ready(self) -> None:
        from dongne.delivery.channels.public import register_supply

        from .queries import supply_volunteers

        register_supply("volunteer", supply_volunteers)
