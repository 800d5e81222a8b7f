from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "dongne.web.field"
    label = "field"
