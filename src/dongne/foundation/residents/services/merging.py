"""Two rows of one person become one; taken back within a week; or said to be two people."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.scope.public import SYSTEM, Viewer
from dongne.lib.refusals import Conflict, NotHere, Refused
from dongne.lib.seoul import seoul_day

from .. import holders
from ..events import PersonsMerged, persons_merged
from ..models import Block, Different, Membership, Merge, Person
from ..permissions import may_edit, require
from ..queries.duplicates import UNDO_WITHIN
from .persons import HIDDEN, SEALED, held

PLAIN = frozenset({"sex", "language", "reached_by"})
CHOSEN = SEALED | PLAIN


@transaction.atomic
def merge_persons(
    viewer: Viewer,
    *,
    kept_id: UUID,
    gone_id: UUID,
    now: datetime,
    take: Collection[str] = (),
) -> Merge:
    """`gone` becomes part of `kept`. The columns in `take` are those of `gone`, the others stay;
    what `kept` lacks is taken over, and another telephone number goes beside the first.

    Values move sealed and unseen: nothing is opened. What other modules hold of `gone` is theirs to
    move, in this transaction. Raises NotHere, Forbidden, Refused, Conflict.
    """
    if kept_id == gone_id:
        raise Refused(_("같은 사람을 골랐습니다."), code="same_row")
    if unknown := set(take) - CHOSEN:
        raise TypeError(f"not to be chosen: {sorted(unknown)}")
    # In the order of their keys: two merges of the same pair wait for each other.
    rows = {key: held(viewer, key) for key in sorted((kept_id, gone_id))}
    kept, gone = rows[kept_id], rows[gone_id]
    require(may_edit(viewer, kept.dong_id))
    if kept.dong_id != gone.dong_id:
        raise Refused(_("다른 동의 사람입니다. 먼저 이 동으로 옮겨 주세요."), code="other_dong")
    _refuse_kept_apart(kept, gone)
    before = _take_over(kept, gone, frozenset(take))
    moved = {"memberships": _move_living(kept, gone, now), "blocks": _move_blocks(kept, gone)}
    kept.version += 1
    kept.changed_at = now
    kept.save()
    gone.merged_into = kept
    gone.version += 1
    gone.changed_at = now
    gone.save(update_fields=["merged_into", "version", "changed_at"])
    for holder in holders.holders().values():
        if holder.merge is not None:
            holder.merge(viewer, kept_id, gone_id, now)
    merge = Merge(
        dong_id=kept.dong_id,
        kept=kept,
        gone=gone,
        officer_id=viewer.officer_id,
        before=json.dumps(before, ensure_ascii=False),
        moved=moved,
        version=kept.version,
        merged_at=now,
    )
    merge.save(force_insert=True)
    record(
        viewer,
        action="residents.merged",
        subject=kept,
        now=now,
        dong_id=kept.dong_id,
        changes={"gone": str(gone_id)} | {name: [HIDDEN, HIDDEN] for name in sorted(before)},
    )
    persons_merged.announce(
        PersonsMerged(actor=viewer, person_id=kept_id, gone=gone_id, dong_id=kept.dong_id, now=now)
    )
    return merge


@transaction.atomic
def unmerge_persons(viewer: Viewer, *, merge_id: UUID, now: datetime) -> Merge:
    """They are two again, each as before. What other modules moved stays with the one that stayed.

    Refused after a week, and when the one that stayed was changed since.
    """
    merge = (
        Merge.objects.for_viewer(viewer)
        .select_for_update(of=("self",))
        .filter(pk=merge_id, undone_at=None)
        .first()
    )
    if merge is None:
        raise NotHere(_("합친 기록을 찾을 수 없습니다."), code="not_found")
    require(may_edit(viewer, merge.dong_id))
    if merge.merged_at <= now - UNDO_WITHIN:
        raise Conflict(
            _("일주일이 지나 되돌릴 수 없습니다. 따로 등록해 주세요."), code="too_long_ago"
        )
    rows = {
        row.pk: row
        for row in Person.objects.for_viewer(SYSTEM)
        .select_for_update(of=("self",), no_key=True)
        .filter(pk__in=(merge.kept_id, merge.gone_id))
        .order_by("pk")
    }
    kept, gone = rows[merge.kept_id], rows[merge.gone_id]
    if kept.version != merge.version or kept.is_gone or gone.destroyed_at is not None:
        raise Conflict(
            _("합친 뒤에 고친 내용이 있어 되돌릴 수 없습니다. 따로 등록해 주세요."),
            code="changed_since",
        )
    for column, value in json.loads(merge.before.reveal() if merge.before else "{}").items():
        setattr(kept, column, value or ("" if column in PLAIN else None))
    gone.merged_into = None
    for person in (kept, gone):
        person.version += 1
        person.changed_at = now
        person.save()
    _put_back(merge, kept, gone)
    merge.undone_at, merge.before = now, None
    merge.save()
    record(
        viewer,
        action="residents.unmerged",
        subject=kept,
        now=now,
        dong_id=kept.dong_id,
        changes={"gone": str(gone.pk)},
    )
    return merge


@transaction.atomic
def say_different(viewer: Viewer, *, one_id: UUID, other_id: UUID, now: datetime) -> Different:
    """다른 사람입니다: the pair is not offered again."""
    rows = [held(viewer, key) for key in sorted((one_id, other_id))]
    require(may_edit(viewer, rows[0].dong_id))
    if rows[0].pk == rows[-1].pk or rows[0].dong_id != rows[1].dong_id:
        raise Refused(_("같은 동의 두 사람을 골라 주세요."), code="not_a_pair")
    row, is_new = Different.objects.for_viewer(SYSTEM).get_or_create(
        one=rows[0], other=rows[1], defaults={"dong_id": rows[0].dong_id, "said_at": now}
    )
    if is_new:
        record(
            viewer,
            action="residents.said_different",
            subject=rows[0],
            now=now,
            dong_id=rows[0].dong_id,
            changes={"other": str(rows[1].pk)},
        )
    return row


def forget_merges(now: datetime) -> int:
    """What undoing needed goes when its week is over. How many."""
    old = Merge.objects.for_viewer(SYSTEM).filter(
        before__isnull=False, merged_at__lte=now - UNDO_WITHIN
    )
    rows = list(old)
    for row in rows:
        row.before = None
        row.save(update_fields=["before"])
    return len(rows)


def _refuse_kept_apart(kept: Person, gone: Person) -> None:
    """Whoever one of them is protected from is surely not that person."""
    apart = Block.objects.for_viewer(SYSTEM).filter(
        Q(person=kept, blocked_person=gone) | Q(person=gone, blocked_person=kept), lifted_at=None
    )
    if apart.exists():
        raise Refused(_("서로 차단된 두 사람입니다. 합칠 수 없습니다."), code="kept_apart")


def _take_over(kept: Person, gone: Person, take: frozenset[str]) -> dict[str, str]:
    """Write the values of `gone` into `kept`; what stood there before, by column."""
    before: dict[str, str] = {}

    def put(column: str, value: Any) -> None:
        now: Any = getattr(kept, column)
        before[column] = (now.reveal() if now else "") if column in SEALED else now
        setattr(kept, column, value)

    spare = None
    if kept.phone and gone.phone and not kept.second_phone and kept.phone_key != gone.phone_key:
        spare = (kept.phone if "phone" in take else gone.phone).reveal()
    for column in sorted(SEALED):
        theirs = getattr(gone, column)
        if theirs and (column in take or not getattr(kept, column)):
            put(column, theirs.reveal())
            if column == "address":
                before.setdefault("tong_id", kept.tong_id)  # type: ignore[arg-type]
                kept.tong_id = gone.tong_id
    for column in sorted(PLAIN & take):
        put(column, getattr(gone, column))
    if spare and not kept.second_phone:
        put("second_phone", spare)
    return before


def _move_living(kept: Person, gone: Person, now: datetime) -> list[list[Any]]:
    """Where `gone` lived; one of two open memberships ends today."""
    rows = list(Membership.objects.for_viewer(SYSTEM).filter(person=gone))
    lives = Membership.objects.for_viewer(SYSTEM).filter(person=kept, ends_on=None).exists()
    moved: list[list[Any]] = []
    for row in rows:
        moved.append([row.pk, str(row.ends_on) if row.ends_on else None])
        if row.ends_on is None and lives:
            row.ends_on = max(seoul_day(now), row.starts_on)
        row.person = kept
        row.save(update_fields=["person", "ends_on"])
    return moved


def _move_blocks(kept: Person, gone: Person) -> list[list[str]]:
    moved: list[list[str]] = []
    for column in ("person", "blocked_person"):
        rows = Block.objects.for_viewer(SYSTEM).filter(**{column: gone})
        moved += [[str(key), column] for key in rows.values_list("pk", flat=True)]
        rows.update(**{column: kept})
    return moved


def _put_back(merge: Merge, kept: Person, gone: Person) -> None:
    for key, ends_on in merge.moved.get("memberships", []):
        Membership.objects.for_viewer(SYSTEM).filter(pk=key, person=kept).update(
            person=gone, ends_on=ends_on
        )
    for key, column in merge.moved.get("blocks", []):
        Block.objects.for_viewer(SYSTEM).filter(pk=key, **{column: kept}).update(**{column: gone})
