from django.apps import AppConfig


class Open311Config(AppConfig):
    name = "dongne.web.open311"
    label = "open311"
