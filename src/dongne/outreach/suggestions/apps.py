from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "dongne.outreach.suggestions"
    label = "suggestions"

    def ready(self) -> None:
        from dongne.outreach.fieldwork.public import register_suggestions

        from . import presenters, queries

        presenters.register()
        register_suggestions(queries.model_address)
