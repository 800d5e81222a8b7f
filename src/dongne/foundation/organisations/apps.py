from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "dongne.foundation.organisations"
    label = "organisations"
