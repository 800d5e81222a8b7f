from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "dongne.outreach.sharing"
    label = "sharing"

    def ready(self) -> None:
        from dongne.outreach.fieldwork.events import report_completed

        from .services import enter_report

        report_completed.listen(enter_report)
