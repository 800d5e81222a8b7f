from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "dongne.outreach.sharing"
    label = "sharing"

    def ready(self) -> None:
        from dongne.outreach.fieldwork.events import report_completed
        from dongne.outreach.fieldwork.public import register_closed_months

        from . import closing, finding, previewing
        from .queries import closed_months
        from .services import enter_report

        report_completed.listen(enter_report)
        previewing.register()
        register_closed_months(closed_months)
        closing.register()
        finding.register()
