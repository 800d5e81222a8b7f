from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "dongne.design"
    label = "design"
