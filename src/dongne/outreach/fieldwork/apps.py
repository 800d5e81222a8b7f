from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "dongne.outreach.fieldwork"
    label = "fieldwork"

    def ready(self) -> None:
        from . import approval, finding

        approval.register()
        finding.register_source()
