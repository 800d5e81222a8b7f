from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "dongne.design"
    label = "design"

    def ready(self) -> None:
        from .forms import guard_every_form

        guard_every_form()
