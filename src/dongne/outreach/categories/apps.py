from django.apps import AppConfig


class CategoriesConfig(AppConfig):
    name = "dongne.outreach.categories"
    label = "categories"
