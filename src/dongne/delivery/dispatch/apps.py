from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "dongne.delivery.dispatch"
    label = "dispatch"

    def ready(self) -> None:
        from . import standard
        from .presenters import office, parts

        standard.register()
        office.register()
        parts.register()
