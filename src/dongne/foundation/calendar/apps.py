from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "dongne.foundation.calendar"
    label = "calendar"
