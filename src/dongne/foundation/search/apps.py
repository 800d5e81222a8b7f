from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "dongne.foundation.search"
    label = "search"

    def ready(self) -> None:
        from .finding import register_sources

        register_sources()
