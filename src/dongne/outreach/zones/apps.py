from django.apps import AppConfig


class ZonesConfig(AppConfig):
    name = "dongne.outreach.zones"
    label = "zones"
