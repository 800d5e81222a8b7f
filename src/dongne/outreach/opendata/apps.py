from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpendataConfig(AppConfig):
    name = "dongne.outreach.opendata"
    label = "opendata"

    def ready(self) -> None:
        from dongne.foundation.audit.public import register_words
        from dongne.foundation.gate.public import Limit, register_limit
        from dongne.foundation.organisations.public import Section, register_card
        from dongne.outreach.casework.events import case_changed, case_opened
        from dongne.outreach.categories.public import register_usage

        from .presenters import told
        from .queries.shares import year_of_kinds
        from .services import changed, opened
        from .views.files import LIMIT

        register_usage("figures", shares=year_of_kinds)
        case_opened.listen(opened)
        case_changed.listen(changed)
        register_limit(LIMIT, Limit(free=60, proven=60, per=timedelta(hours=1)))
        register_words("map.places_decided", told.decided, kind=_("지도에 밝히는 곳"))
        register_card(
            Section.SETTINGS,
            _("지도에 밝히는 곳"),
            _("누구나 보는 지도에서 종류마다 곳을 얼마나 정확히 밝힐지 정합니다."),
            "places_shown",
            "map",
            lambda viewer: viewer.dong_id is not None,
        )
