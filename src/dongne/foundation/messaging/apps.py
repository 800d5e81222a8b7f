from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "dongne.foundation.messaging"
    label = "messaging"
