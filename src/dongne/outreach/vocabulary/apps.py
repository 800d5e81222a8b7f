from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _taken_back_by(service: Any) -> Callable[[Any, Any, datetime], None]:
    """The undo of an audit row: a service that names the version of the form."""

    def undo(viewer: Any, entry: Any, now: datetime) -> None:
        service(viewer, version_id=UUID(entry.subject_id), now=now)

    return undo


class VocabularyConfig(AppConfig):
    name = "dongne.outreach.vocabulary"
    label = "vocabulary"

    def ready(self) -> None:
        from dongne.foundation.audit.public import register_undo, register_words
        from dongne.foundation.organisations.public import Section, register_card

        from . import presenters, services
        from .queries import Owner

        register_card(
            Section.PAPERS,
            _("서식"),
            _("활동 구분과 분야, 보고서와 취합의 열을 우리 말로 정합니다."),
            "forms",
            "clipboard",
            lambda viewer: Owner.of_viewer(viewer) is not None,
        )
        for action in presenters.TOLD:
            register_words(action, presenters.told, kind=_("서식"))
        for action, back in (
            ("form.published", services.withdraw),
            ("form.discarded", services.reopen),
            ("form.drafted", services.discard),
        ):
            register_undo(action, _taken_back_by(back))
