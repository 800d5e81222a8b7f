"""Numbers of bags."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import connection

from dongne.foundation.scope.public import SYSTEM
from dongne.lib.seoul import seoul_day

from ..models import Parcel

OURS = re.compile(r"\d{4}-(\d+)")


def next_bag_number(dong_id: int, *, now: datetime) -> str:
    """`2611-0042`: year, month and the next number of the month. Two that ask at once wait for
    each other until their transactions end."""
    month = f"{seoul_day(now):%y%m}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('custody.bag'), %s)", [dong_id])
    last = (
        Parcel.objects.for_viewer(SYSTEM)
        .filter(dong=dong_id, number__regex=rf"^{month}-[0-9]{{4,6}}$")
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    found = OURS.fullmatch(last) if last else None
    return f"{month}-{int(found[1]) + 1 if found else 1:04d}"
