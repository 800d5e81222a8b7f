from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "dongne.outreach.casework"
    label = "casework"
