from django.apps import AppConfig


class JsonApiConfig(AppConfig):
    name = "dongne.web.jsonapi"
    label = "jsonapi"
