from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "dongne.foundation.media"
    label = "media"
