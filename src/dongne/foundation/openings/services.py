"""Writing the log: many openings in one statement, each joined to the one before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from dongne.foundation.scope.public import Viewer
from dongne.foundation.vault.public import log_seal
from dongne.lib.ids import new_id
from dongne.lib.refusals import Refused

from . import queries
from .models import Examination, Head, Opening
from .rules import COLUMNS, GENESIS, link_of, told_of_head, told_of_row
from .states import Deed

LONGEST_PURPOSE = 200
SHORTEST_PURPOSE = 2

_opening, _head = Opening._meta.db_table, Head._meta.db_table
_INSERT = f"""
    WITH moved AS (
        UPDATE {_head} SET position = %s, link = %s, key_id = %s, seal = %s WHERE chain = %s
    )
    INSERT INTO {_opening} (
        id, chain, position, at, actor_kind, account_id, officer_id, actor_name, address, dong_id,
        deed, subject_type, subject_id, whose, columns, purpose, previous, link, key_id, seal
    )
    SELECT o.id, o.chain, o.position, %s, o.actor_kind, o.account_id, o.officer_id, o.actor_name,
        o.address, o.dong_id, o.deed, o.subject_type, o.subject_id, o.whose, o.columns, o.purpose,
        decode(o.previous, 'hex'), decode(o.link, 'hex'), o.key_id, decode(o.seal, 'hex')
    FROM json_to_recordset(%s::json) AS o(
        id uuid, chain text, position bigint, actor_kind text, account_id bigint,
        officer_id bigint, actor_name text, address text, dong_id bigint, deed text,
        subject_type text, subject_id text, whose text, columns jsonb, purpose text,
        previous text, link text, key_id text, seal text
    )
"""  # noqa: S608 - the tables' names are ours


def record_opening(
    viewer: Viewer,
    *,
    subject: models.Model,
    whose: str,
    columns: Sequence[str],
    purpose: str,
    now: datetime,
    dong_id: int | None = None,
    deed: Deed = Deed.OPENED,
) -> Opening:
    """Write one row inside the caller's transaction. `whose`: `<kind>:<id>`, never a name."""
    return record_openings(
        viewer,
        subjects=[(subject, whose, columns)],
        purpose=purpose,
        now=now,
        dong_id=dong_id,
        deed=deed,
    )[0]


def record_openings(
    viewer: Viewer,
    *,
    subjects: Iterable[tuple[models.Model, str, Sequence[str]]],
    purpose: str,
    now: datetime,
    dong_id: int | None = None,
    deed: Deed = Deed.OPENED,
) -> list[Opening]:
    """Write one row for each `(subject, whose, columns)`, in the caller's transaction.

    `dong_id` is the dong that the data belongs to; without it each subject's, else the viewer's.
    Until the transaction ends, other openings in the same dong wait for it: open last. Refused
    without a purpose.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an opening is logged in the transaction that shows the data")
    purpose = _checked(purpose)
    by_dong: dict[int | None, list[tuple[models.Model, str, Sequence[str]]]] = {}
    order = []
    for each in subjects:
        of = dong_id or getattr(each[0], "dong_id", None) or viewer.dong_id
        by_dong.setdefault(of, []).append(each)
        order.append(of)
    rows = {
        # Always in the same order, so that two who open in the same dongs don't hold one another.
        of: iter(_written(viewer, by_dong[of], dong_id=of, purpose=purpose, now=now, deed=deed))
        for of in sorted(by_dong, key=lambda of: of or 0)
    }
    return [next(rows[of]) for of in order]


def _written(
    viewer: Viewer,
    opened: Iterable[tuple[models.Model, str, Sequence[str]]],
    *,
    dong_id: int | None,
    purpose: str,
    now: datetime,
    deed: Deed,
) -> list[Opening]:
    """Add to one chain: two statements, whatever the number of rows."""
    chain = _chain(viewer, dong_id)
    head = _held(chain)
    position, link = head.position, bytes(head.link)
    rows: list[Opening] = []
    for subject, whose, columns in opened:
        position += 1
        row = Opening(
            id=new_id(),
            chain=chain,
            position=position,
            at=now,
            actor_kind=viewer.kind.value,
            account_id=viewer.account_id,
            officer_id=viewer.officer_id,
            actor_name=viewer.name[:100],
            address=viewer.address[:64],
            dong_id=dong_id,
            deed=deed.value,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            whose=whose,
            columns=[str(column) for column in columns],
            purpose=purpose,
            previous=link,
        )
        row.link = link = link_of(link, vars(row))
        row.key_id, row.seal = log_seal(told_of_row(link))
        rows.append(row)
    key_id, seal = log_seal(told_of_head(chain, position, link))
    with connection.cursor() as cursor:
        told = json.dumps([_told(row) for row in rows], ensure_ascii=False)
        cursor.execute(_INSERT, [position, link, key_id, seal, chain, now, told])
    for row in rows:
        row._state.adding = False
        row._state.db = connection.alias
    return rows


def _checked(purpose: str) -> str:
    # What a database can't keep as it is would not be found as it was hashed.
    plain = " ".join(purpose.replace("\0", " ").encode("utf-8", "replace").decode().split())
    if not SHORTEST_PURPOSE <= len(plain) <= LONGEST_PURPOSE:
        raise Refused(
            _("개인정보를 여는 까닭을 두 글자 이상 200자 이내로 적어 주세요."),
            code="purpose_missing",
        )
    return plain


def _chain(viewer: Viewer, dong_id: int | None) -> str:
    """One chain for each dong, so that openings in two dongs don't wait for one another."""
    if dong_id is not None:
        return f"dong:{dong_id}"
    if viewer.district_id is not None:
        return f"district:{viewer.district_id}"
    if viewer.city_id is not None:
        return f"city:{viewer.city_id}"
    return "house"


def _held(chain: str) -> Head:
    """The chain's end, held until the transaction ends: two rows can't follow the same one."""
    held = Head.objects.select_for_update()
    if (head := held.filter(chain=chain).first()) is None:
        key_id, seal = log_seal(told_of_head(chain, 0, GENESIS))
        first = Head(chain=chain, position=0, link=GENESIS, key_id=key_id, seal=seal)
        Head.objects.bulk_create([first], ignore_conflicts=True)
        head = held.get(chain=chain)
    return head


def _told(row: Opening) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(row, name) for name in COLUMNS if name != "at"}
    told["id"] = str(row.id)
    told["key_id"] = row.key_id
    for name in ("previous", "link", "seal"):
        told[name] = bytes(getattr(row, name)).hex()
    return told


def examine_chains(*, now: datetime, whole: bool) -> list[queries.Broken]:
    """Examine every chain and keep what was found; `whole`, or from the last examination on."""
    broken: list[queries.Broken] = []
    for chain in queries.chains():
        seen = queries.examine(chain, whole=whole)
        with transaction.atomic():
            Examination.objects.create(
                chain=chain,
                at=now,
                whole=whole,
                position=seen.position,
                link=seen.link,
                rows=seen.rows,
                found=[each.as_json() for each in seen.broken],
            )
        broken += seen.broken
    return broken
