"""Which office something is for: by jurisdiction, by a point, by what an address says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dongne.foundation.places.public import AddressRange, Dong, LegalDong, Tong, spot_at
from dongne.foundation.scope.public import SYSTEM, TenantQuerySet
from dongne.lib import addresses

from .arguments import Arguments
from .errors import not_found, not_provided

MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """What `jurisdiction_id` names: a dong, a district, a city, or with nothing all of them."""

    code: str = ""
    dong_id: int | None = None
    district_id: int | None = None
    city_id: int | None = None

    @property
    def dongs(self) -> Q:
        """As a condition on what has a `dong`; all where no place is named."""
        if self.dong_id:
            return Q(dong=self.dong_id)
        if self.district_id:
            return Q(dong__district=self.district_id)
        return Q(dong__district__city=self.city_id) if self.city_id else Q()

    def holds(self, dong: Dong) -> bool:
        return (
            self.dong_id in (None, dong.pk)
            and self.district_id in (None, dong.district_id)
            and self.city_id in (None, dong.district.city_id)
        )


@dataclass(frozen=True, slots=True)
class Where:
    """Where a report is about. `tong` is the number of one, where the point lies in an outline."""

    dong: Dong
    tong: int | None
    point: tuple[float, float] | None


def jurisdiction_of(request: HttpRequest, given: Arguments) -> Jurisdiction:
    """The address of the server itself names all of it, as the standard suggests. One statement,
    none where nothing is named."""
    code = given.text("jurisdiction_id", longest=200)
    host = request.get_host().rpartition(":")[0] or request.get_host()
    if not code or code.lower() in {host.lower(), request.get_host().lower()}:
        return Jurisdiction()
    named = (
        _dongs()
        .filter(Q(code=code) | Q(district__code=code) | Q(district__city__code=code))
        .order_by("pk")
        .first()
    )
    if named is None:
        given.missing(not_found("jurisdiction_id"), 404)
        return Jurisdiction(code)
    if named.code == code:
        return Jurisdiction(code, dong_id=named.pk)
    if named.district.code == code:
        return Jurisdiction(code, district_id=named.district_id)
    return Jurisdiction(code, city_id=named.district.city_id)


def codes_of(dong: Dong) -> tuple[str, str, str]:
    """Everything that names this dong, the smallest first."""
    return dong.code, dong.district.code, dong.district.city.code


def where(
    given: Arguments,
    jurisdiction: Jurisdiction,
    *,
    point: tuple[float, float] | None,
    address: str,
    may: Jurisdiction,
) -> Where | None:
    """The dong of a report, or None with the fault told. `may` is where the key lets it go.

    A point decides. Without one, what the address says, until one dong is left.
    """
    if point is not None:
        return _at(given, jurisdiction, point, may)
    left = [d for d in _dongs().order_by("pk") if jurisdiction.holds(d) and may.holds(d)]
    if len(left) != 1:
        left = _said(address, left) or left
    if len(left) == 1:
        return Where(left[0], None, None)
    given.missing(not_provided("jurisdiction_id"))
    given.wrong(
        "address_string",
        _(
            "어느 동인지 알 수 없습니다. lat과 long을 보내거나, 주소에 동 이름을 적거나, "
            "jurisdiction_id를 보내 주세요: %(codes)s"
        )
        % {"codes": ", ".join(dong.code for dong in left[:MOST_NAMED])},
    )
    return None


def _at(
    given: Arguments, jurisdiction: Jurisdiction, point: tuple[float, float], may: Jurisdiction
) -> Where | None:
    spot = spot_at(*point)
    if spot is not None:
        dong = _dongs().get(pk=spot.dong_id)
        if jurisdiction.holds(dong) and may.holds(dong):
            return Where(dong, spot.tong_number, point)
    elif not _drawn():
        # An office that has drawn no outlines yet says by name whose a place is, and can put none
        # on a map.
        left = [d for d in _dongs().order_by("pk") if jurisdiction.holds(d) and may.holds(d)]
        if len(left) == 1:
            return Where(left[0], None, None)
        given.missing(not_provided("jurisdiction_id"))
        return None
    given.wrong("lat, long", _("여기서 맡은 동네 밖입니다. 그곳을 맡은 기관에 알려 주세요."))
    return None


def _said(address: str, among: Sequence[Dong]) -> list[Dong]:
    """Of these dongs those that the address speaks of: by name of dong, district or city, by a
    road or a lot that a dong has said to be its own, by a legal dong of its district."""
    said = addresses.squeeze(address)
    if not said:
        return []
    left = list(among)
    for names in (
        lambda dong: (dong.district.city.name, dong.district.city.name_en),
        lambda dong: (dong.district.name, dong.district.name_en),
        lambda dong: (dong.name, dong.name_en),
    ):
        named = [d for d in left if any(n and addresses.squeeze(n) in said for n in names(d))]
        left = named or left
    if len(left) < len(among) and len(left) == 1:
        return left
    keys = [dong.pk for dong in left]
    spoken = {one.name for one in addresses.parse(address)}
    rows = AddressRange.objects.for_viewer(SYSTEM).filter(dong__in=keys, name__in=spoken)
    kept = [(row.dong_id, row.range) for row in rows.order_by("pk")]
    own = {pk for pk, _range, _fit in addresses.best(address, kept)}
    if len(own) == 1:
        return [dong for dong in left if dong.pk in own]
    of = set(LegalDong.objects.filter(name__in=spoken).values_list("district_id", flat=True))
    return [dong for dong in left if dong.district_id in of] or left


def _drawn() -> bool:
    """Whether anybody has drawn anything that a point could lie in."""
    return (
        LegalDong.objects.exists()
        or Tong.objects.for_viewer(SYSTEM).filter(outline__isnull=False).exists()
    )


def _dongs() -> TenantQuerySet[Dong]:
    return Dong.objects.for_viewer(SYSTEM).select_related("district__city")
