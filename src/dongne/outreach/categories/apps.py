from django.apps import AppConfig


class CategoriesConfig(AppConfig):
    name = "dongne.outreach.categories"
    label = "categories"

    def ready(self) -> None:
        from .queries.holding import watch_requests

        watch_requests()
