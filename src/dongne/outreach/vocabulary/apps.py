from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "dongne.outreach.vocabulary"
    label = "vocabulary"
