from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "dongne.foundation.vault"
    label = "vault"
