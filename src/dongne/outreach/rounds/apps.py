from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoundsConfig(AppConfig):
    name = "dongne.outreach.rounds"
    label = "rounds"

    def ready(self) -> None:
        from dongne.foundation.audit.public import register_undo, register_words

        from . import finding
        from .presenters.told import told
        from .queries import cases, households
        from .services.planning import undo_change
        from .states import StopKind
        from .subjects import Stops, register_stops

        finding.register()
        register_stops(
            StopKind.CASE,
            Stops(title=_("열린 건"), icon="inbox", offered=cases.offered, told=cases.told),
        )
        register_stops(
            StopKind.HOUSEHOLD,
            Stops(
                title=_("찾아갈 세대"),
                icon="home",
                offered=households.offered,
                told=households.told,
                carried=households.carried,
            ),
        )
        for action in ("round.chosen", "round.ordered", "round.moved"):
            register_words(action, told, kind=_("동선"))
            register_undo(action, undo_change)
