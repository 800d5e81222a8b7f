from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "dongne.outreach.fieldwork"
    label = "fieldwork"

    def ready(self) -> None:
        from . import approval

        approval.register()
