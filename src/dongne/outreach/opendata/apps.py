from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "dongne.outreach.opendata"
    label = "opendata"

    def ready(self) -> None:
        from dongne.outreach.casework.events import case_changed, case_opened

        from .services import changed, opened

        case_opened.listen(opened)
        case_changed.listen(changed)
