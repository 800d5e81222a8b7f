"""Pages that show forms: the versions, one of them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dongne.foundation.organisations.public import StaffRequest, viewer_required
from dongne.foundation.places.public import Dong
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import NotHere
from dongne.lib.seoul import seoul_day

from .. import presenters, queries, rules, services
from ..models import FormVersion
from ..queries import Owner
from ..states import VersionState


@require_safe
@viewer_required()
def forms(request: StaffRequest) -> HttpResponse:
    """What holds now, what is to come, what held before; the forms above and below."""
    viewer = request.viewer
    owner, dong = _owner(viewer, request.GET.get("dong", ""))
    today = seoul_day(timezone.now())
    holding = queries.version_for(owner, today)
    own = queries.own_versions(owner)
    rows = [presenters.version_row(one, holding=holding, today=today) for one in own]
    above = queries.versions_above(owner, today)
    below = (
        [] if owner.dong_id else list(Dong.objects.for_viewer(viewer).order_by("district", "code"))
    )
    return render(
        request,
        "vocabulary/forms.html",
        {
            "dong": dong,
            "holding": holding,
            "holding_name": presenters.owner_name(holding),
            "holding_since": presenters.since(holding),
            "sections": presenters.sections(holding.content),
            "draft": next((one for one in own if one.state == VersionState.DRAFT), None),
            "rows": [row for row in rows if row["version"].state != VersionState.DRAFT],
            "above": [(presenters.owner_name(one), presenters.since(one), one) for one in above],
            "below": below,
            "may_edit": services.may_edit(viewer, owner),
            "discarded": read_uuid(request.GET.get("discarded", "")),
            "published": read_uuid(request.GET.get("published", "")),
        },
    )


@require_safe
@viewer_required()
def form_version(request: StaffRequest, version_id: UUID) -> HttpResponse:
    """One version in words, and how it differs from another one."""
    viewer, now = request.viewer, timezone.now()
    version = _find(viewer, version_id)
    owner = services.owner_of(version.form)
    today = seoul_day(now)
    holding = queries.version_for(owner, today)
    other = (
        _find(viewer, other_id) if (other_id := read_uuid(request.GET.get("with", ""))) else None
    )
    against = other or version.base
    choices = {
        one.pk: one for one in [*queries.versions_above(owner, today), *queries.own_versions(owner)]
    }
    choices.pop(version.pk, None)
    may_edit = services.may_edit(viewer, owner)
    published = version.state == VersionState.PUBLISHED
    return render(
        request,
        "vocabulary/form.html",
        {
            "version": version,
            "row": presenters.version_row(version, holding=holding, today=today),
            "owner": presenters.owner_name(version),
            "sections": presenters.sections(version.content),
            "lists": presenters.lists(version.content),
            "against": against,
            "against_name": _called(against) if against else "",
            "changes": presenters.change_rows(rules.changes(against.content, version.content))
            if against
            else [],
            "others": [(one.pk, _called(one)) for one in choices.values()],
            "may_edit": may_edit,
            "is_draft": version.state == VersionState.DRAFT,
            "may_withdraw": may_edit and published and services.may_withdraw(version, now=now),
        },
    )


def _owner(viewer: Viewer, code: str) -> tuple[Owner, Dong | None]:
    """The viewer's own place, or a dong below it that the address names."""
    own = Owner.of_viewer(viewer)
    if own is None:
        raise not_here()
    if not code:
        return own, None
    dongs = Dong.objects.for_viewer(viewer).select_related("district")
    dong = dongs.filter(code=code).first()
    if dong is None:
        raise not_here()
    return Owner.of_dong(dong), dong


def _find(viewer: Viewer, version_id: UUID) -> FormVersion:
    version = queries.find_version(viewer, version_id)
    if version is None:
        raise not_here()
    return version


def _called(version: FormVersion) -> str:
    since = presenters.since(version) or _("초안")
    return f"{presenters.owner_name(version)} · {since}"


def read_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def not_here() -> NotHere:
    return NotHere(_("서식을 찾을 수 없습니다."), code="not_found")
