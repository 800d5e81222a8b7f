from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "dongne.config"
    label = "config"
