from django.apps import AppConfig


class PlannerConfig(AppConfig):
    name = "dongne.delivery.planner"
    label = "planner"
