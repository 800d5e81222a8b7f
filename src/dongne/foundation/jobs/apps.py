from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "dongne.foundation.jobs"
    label = "jobs"
