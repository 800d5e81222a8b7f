from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "dongne.outreach.fieldwork"
    label = "fieldwork"

    def ready(self) -> None:
        from dongne.foundation.organisations.public import ask_along

        from . import approval, finding, previewing
        from .queries.differing import DIFFERING, DIFFERING_OF_O

        ask_along(DIFFERING, DIFFERING_OF_O)
        approval.register()
        previewing.register()
        finding.register_source()
        finding.register_texts()
