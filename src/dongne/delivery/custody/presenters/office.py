"""The ways to these pages: cards of the office's page, a courier's tile, the application's page."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dongne.delivery.applications.public import Application, ApplicationState, register_part
from dongne.delivery.couriers.public import register_task_page
from dongne.foundation.organisations.public import Section, register_card
from dongne.foundation.scope.public import Viewer

from ..permissions import deals, may_set
from ..queries.parcels import parcel_of_application
from ..queries.rounds import count_of
from ..queries.ways import goes_in_a_bag
from .lists import named, state_badge
from .times import length


def register() -> None:
    register_card(
        Section.RESIDENTS,
        _("봉함 문서"),
        _("발급한 문서를 봉함하고 누구 손에 있는지, 무엇을 가져올지 봅니다."),
        "parcels",
        "package",
        _has_office,
    )
    register_card(
        Section.SETTINGS,
        _("봉함 문서 설정"),
        _("얼마나 기다리고 언제 알릴지, 봉사자가 무엇을 할 수 있는지 정합니다."),
        "parcel_settings",
        "package",
        may_set,
    )
    register_task_page(
        "parcels",
        title=_("서류 전달"),
        text=_("봉투를 넘겨받아 받는 분께 가져갑니다."),
        url_name="courier_parcels",
        icon="truck",
        count=count_of,
    )
    register_part("page", "custody", _part)


def _has_office(viewer: Viewer) -> bool:
    return viewer.dong_id is not None


def _part(viewer: Viewer, application: Application) -> SafeString | str:
    """Where it is, or the way to the bag. Two statements."""
    if not deals(viewer, application.dong_id):
        return ""
    parcel = parcel_of_application(application.pk)
    waits = application.state == ApplicationState.ISSUED and goes_in_a_bag(application.receive)
    if parcel is None and not waits:
        return ""
    context: dict[str, object] = {
        "parcel": parcel,
        "seal_url": f"{reverse('parcel_seal')}?application={application.pk}",
    }
    if parcel is not None:
        names = named([(parcel.holder_kind, parcel.holder_key)])
        context |= {
            "holder": names[parcel.holder_kind, parcel.holder_key],
            "since": length(timezone.now() - parcel.holder_since),
            "badge": state_badge(parcel),
        }
    return SafeString(render_to_string("custody/part.html", context))
