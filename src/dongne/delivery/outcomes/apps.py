from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "dongne.delivery.outcomes"
    label = "outcomes"
