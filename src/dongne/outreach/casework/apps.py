from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "dongne.outreach.casework"
    label = "casework"

    def ready(self) -> None:
        from dongne.foundation.residents.public import register_handed

        from . import occasions
        from .queries import ground
        from .services import webhooks

        occasions.register()
        webhooks.register()
        register_handed(ground.handed_persons)
