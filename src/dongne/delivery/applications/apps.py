from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "dongne.delivery.applications"
    label = "applications"
