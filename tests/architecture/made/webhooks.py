from __future__ import annotations

from typing import Any

from dongne.foundation.scope.public import SYSTEM
from dongne.foundation.webhooks.models import Delivery
from dongne.foundation.webhooks.queries.places import Where
from dongne.foundation.webhooks.services.again import send_trial
from dongne.foundation.webhooks.services.endpoints import make_endpoint
from dongne.foundation.webhooks.states import DeliveryState
from dongne.lib.ids import new_id
from tests.cast import NOW

from . import Made


def make(things: Any) -> Made:
    """A program that the desk of own's district tells, with a delivery that was given up."""
    cast = things.cast
    place = f"g{cast.yangcheon.pk}"
    said = {"title": "도로과", "url": "https://road.example.org/in", "events": ["case.opened"]}
    endpoint, _secret = make_endpoint(
        cast.viewer(cast.district_desk),
        endpoint_id=new_id(),
        where=Where(district_id=cast.yangcheon.pk),
        now=NOW,
        **said,
    )
    delivery = send_trial(cast.viewer(cast.district_desk), endpoint_id=endpoint.pk, now=NOW)
    Delivery.objects.for_viewer(SYSTEM).filter(pk=delivery.pk).update(
        state=DeliveryState.GIVEN_UP, due_at=None, ended_at=NOW
    )
    return Made(
        always={"webhook_id": endpoint.pk, "delivery_id": delivery.pk},
        bodies={
            "webhook_new": {**said, "where": place},
            "webhook_edit": {**said, "where": place},
            "webhook_secret": {"do": "new"},
            "webhook_change": {"do": "off"},
        },
    )
