from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "dongne.delivery.catalogue"
    label = "catalogue"
