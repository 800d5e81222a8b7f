from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "dongne.foundation.papers"
    label = "papers"
