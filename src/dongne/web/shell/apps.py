from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "dongne.web.shell"
    label = "shell"
