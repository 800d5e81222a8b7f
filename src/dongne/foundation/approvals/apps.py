from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "dongne.foundation.approvals"
    label = "approvals"
