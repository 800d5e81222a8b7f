from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "dongne.outreach.fieldwork"
    label = "fieldwork"

    def ready(self) -> None:
        from . import approval, finding, previewing

        approval.register()
        previewing.register()
        finding.register_source()
        finding.register_texts()
