from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "dongne.foundation.search"
    label = "search"
