from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "dongne.foundation.audit"
    label = "audit"
