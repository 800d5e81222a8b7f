from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "dongne.foundation.privacy"
    label = "privacy"

    def ready(self) -> None:
        from . import presenters, tasks  # noqa: F401 - the nightly work declares itself

        presenters.register()
