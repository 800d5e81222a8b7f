"""What stands on the applicant's own page while their bag lies in a compartment: its QR code."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from dongne.delivery.applications.public import Application, ApplicationState, register_part
from dongne.delivery.custody.public import HolderKind, parcel_of_application
from dongne.foundation.scope.public import Viewer

from ..services.granting import pass_for, passes_of


def register() -> None:
    """Called once, when the apps start."""
    register_part("status", "lockers", for_applicant)


def for_applicant(_viewer: Viewer, application: Application) -> SafeString | str:
    """Only to whoever it is for: a proxy who asked for somebody else is not shown it."""
    if application.state != ApplicationState.READY:
        return ""
    parcel = parcel_of_application(application.pk)
    if parcel is None or parcel.holder_kind != HolderKind.COMPARTMENT:
        return ""
    grant = pass_for(parcel.pk, application.applicant_id, now=timezone.now())
    if grant is None:
        return ""
    context = {
        "code": passes_of(grant.pk)[0],
        "place": grant.compartment.locker.place or grant.compartment.locker.name,
        "asks_birth": grant.birth_digest is not None,
    }
    return render_to_string("lockers/part_status.html", context)
