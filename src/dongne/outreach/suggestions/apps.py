from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "dongne.outreach.suggestions"
    label = "suggestions"

    def ready(self) -> None:
        from . import presenters

        presenters.register()
