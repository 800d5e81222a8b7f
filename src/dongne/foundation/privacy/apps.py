from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "dongne.foundation.privacy"
    label = "privacy"
