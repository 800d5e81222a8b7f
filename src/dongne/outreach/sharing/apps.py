from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "dongne.outreach.sharing"
    label = "sharing"

    def ready(self) -> None:
        from dongne.outreach.fieldwork.events import report_completed
        from dongne.outreach.fieldwork.public import register_closed_months, register_waiting

        from . import closing, finding, previewing
        from .queries import closed_months, waits_for_its_month
        from .services import enter_report

        report_completed.listen(enter_report)
        previewing.register()
        register_closed_months(closed_months)
        register_waiting(waits_for_its_month)
        closing.register()
        finding.register()
