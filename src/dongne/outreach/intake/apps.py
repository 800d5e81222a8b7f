from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "dongne.outreach.intake"
    label = "intake"
