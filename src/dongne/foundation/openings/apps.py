from django.apps import AppConfig


class OpeningsConfig(AppConfig):
    name = "dongne.foundation.openings"
    label = "openings"
