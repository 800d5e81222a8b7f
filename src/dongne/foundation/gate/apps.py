from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "dongne.foundation.gate"
    label = "gate"
