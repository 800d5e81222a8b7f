from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "dongne.outreach.opendata"
    label = "opendata"
