from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "dongne.foundation.places"
    label = "places"
