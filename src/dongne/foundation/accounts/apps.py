from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "dongne.foundation.accounts"
    label = "accounts"
