from datetime import timedelta

from django.apps import AppConfig

HOUR = timedelta(hours=1)


class IntakeConfig(AppConfig):
    name = "dongne.outreach.intake"
    label = "intake"

    def ready(self) -> None:
        from dongne.foundation.gate.public import Limit, register_limit
        from dongne.foundation.organisations.public import register_phones

        from .presenters import messages, registering
        from .queries.places import phones

        # A house, a school or an office goes out under one address: ten reports an hour are
        # nothing there, and a proof lets through what is more.
        register_limit("intake.report", Limit(free=10, proven=60, per=HOUR))
        register_limit("intake.photos", Limit(free=30, proven=120, per=HOUR))
        # Whoever looks, or has mistyped; guessing is counted apart (services/status.py).
        register_limit("intake.status", Limit(free=60, proven=240, per=HOUR))
        # Each costs the office money.
        register_limit("intake.receipt_text", Limit(free=3, proven=10, per=HOUR))
        messages.register_messages()
        registering.register()
        register_phones(phones)
