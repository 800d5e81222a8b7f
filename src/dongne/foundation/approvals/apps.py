from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "dongne.foundation.approvals"
    label = "approvals"

    def ready(self) -> None:
        from . import tasks

        tasks.listen()
