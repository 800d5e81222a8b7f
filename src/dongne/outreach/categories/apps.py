from django.apps import AppConfig


class CategoriesConfig(AppConfig):
    name = "dongne.outreach.categories"
    label = "categories"

    def ready(self) -> None:
        from .presenters import told
        from .queries.holding import watch_requests

        told.register()
        watch_requests()
