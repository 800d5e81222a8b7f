from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "dongne.foundation.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        from .presenters import office

        office.register()
