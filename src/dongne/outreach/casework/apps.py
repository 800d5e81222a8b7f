from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "dongne.outreach.casework"
    label = "casework"

    def ready(self) -> None:
        from dongne.foundation.calendar.public import register_moves
        from dongne.foundation.residents.public import register_handed
        from dongne.outreach.fieldwork.events import activities_ticked

        from . import finding, occasions
        from .queries import ground
        from .services import moving, on_ticked, webhooks

        finding.register_source()
        occasions.register()
        webhooks.register()
        register_handed(ground.handed_persons)
        activities_ticked.listen(on_ticked)
        register_moves("casework.due", moving.preview_moves, moving.move_cases)
