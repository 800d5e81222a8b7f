from django.apps import AppConfig


class CouriersConfig(AppConfig):
    name = "dongne.delivery.couriers"
    label = "couriers"
