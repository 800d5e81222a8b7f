from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "dongne.foundation.webhooks"
    label = "webhooks"
