from django.apps import AppConfig


class ExpectationsConfig(AppConfig):
    name = "dongne.outreach.expectations"
    label = "expectations"
