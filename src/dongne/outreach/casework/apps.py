from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "dongne.outreach.casework"
    label = "casework"

    def ready(self) -> None:
        from dongne.foundation.calendar.public import register_moves
        from dongne.foundation.residents.public import register_handed
        from dongne.outreach.categories.public import register_usage
        from dongne.outreach.fieldwork.events import activities_ticked

        from . import finding, occasions, standard
        from .presenters import holding, office
        from .queries import ground, usage
        from .services import moving, notices, on_ticked, webhooks
        from .services.notices import clocks

        finding.register_source()
        occasions.register()
        standard.register()
        webhooks.register()
        notices.register()
        clocks.register()
        holding.register()
        office.register()
        register_handed(ground.handed_persons)
        activities_ticked.listen(on_ticked)
        register_usage("cases", used=usage.used_editions, shares=usage.year_of_kinds)
        register_moves("casework.due", moving.preview_moves, moving.move_cases)
