"""What stands on an application's pages: handing a file in, and fetching it."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dongne.delivery.applications.public import (
    ON_ITS_WAY,
    Application,
    ItemState,
    item_name,
    items_of,
    register_part,
    service_of_item,
    works_on,
)
from dongne.foundation.scope.public import Viewer

from ..queries import downloads_of


def register() -> None:
    register_part("page", "dispatch", for_staff)
    register_part("status", "dispatch", for_applicant)


def for_staff(viewer: Viewer, application: Application) -> SafeString | str:
    """Only where the applicant chose to receive online."""
    if application.receive != "online":
        return ""
    there = {one.item_id: one for one in downloads_of(application)}
    rows = []
    for item in items_of(application):
        service = service_of_item(item)
        if service is not None and service.pdf_link and item.state == ItemState.ISSUED:
            rows.append({"item": item, "name": item_name(item), "file": there.get(item.pk)})
    if not rows:
        return ""
    may = works_on(viewer, application) and application.state in ON_ITS_WAY
    return render_to_string("dispatch/part_page.html", {"rows": rows, "may": may})


def for_applicant(_viewer: Viewer, application: Application) -> SafeString | str:
    """The files that can be fetched now."""
    rows = [
        {"file": one, "name": item_name(one.item)}
        for one in downloads_of(application)
        if one.ended_at is None
    ]
    return render_to_string("dispatch/part_status.html", {"rows": rows}) if rows else ""
