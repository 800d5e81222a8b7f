"""Keys are changed without a pause: new ones first, everything sealed anew, old ones forgotten."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from dongne.foundation.audit.public import record
from dongne.foundation.jobs.public import defer
from dongne.foundation.scope.public import Viewer
from dongne.lib.refusals import Conflict, NotHere

from .fields import SealedModel
from .jobs import RESEAL
from .models import Resealing
from .queries import key_uses, not_current, rows_left, sealed_models
from .ring import LOOK_AGAIN_SECONDS, KeyGone, Ring, change, ring
from .sealed import Broken

# Until every process has read the file again, and then some.
SETTLE_SECONDS = 3 * LOOK_AGAIN_SECONDS
# So long a row may lie in the memory of a request before its value is opened.
QUIET = timedelta(seconds=60)
BATCH = 100
# Rows that somebody holds are tried again; what is left then is for the next turn of the clock.
PATIENCE_SECONDS = 20.0
PAUSE_SECONDS = 0.1


def rotate(actor: Viewer, *, now: datetime, settle: float = SETTLE_SECONDS) -> Resealing:
    """A new sealing key and a new index key; a job seals everything anew with them.

    First every process learns of them, then they are used: nobody meets a value that it can't
    open or find. Takes `settle` seconds.
    """
    new: dict[str, str] = {}

    def known(now_there: Ring) -> Ring:
        sealing, new["sealing"] = now_there.sealing.with_new()
        index, new["index"] = now_there.index.with_new()
        return Ring(sealing=sealing, index=index, log=now_there.log)

    def leading(now_there: Ring) -> Ring:
        sealing = now_there.sealing.led_by(new["sealing"])
        index = now_there.index.led_by(new["index"])
        return Ring(sealing=sealing, index=index, log=now_there.log)

    change(known)
    time.sleep(settle)
    change(leading)
    with transaction.atomic():
        begun = Resealing.objects.create(
            sealing_key=new["sealing"],
            index_key=new["index"],
            started_at=now + timedelta(seconds=settle),
        )
        record(actor, action="vault.rotated", subject=begun, changes=dict(new), now=now)
        defer(RESEAL)
    return begun


def reseal(actor: Viewer, *, now: datetime, clock: Callable[[], float] = time.monotonic) -> int:
    """Seal anew whatever an older key has sealed or indexed; how many rows that were.

    Every batch is a transaction of its own, so a worker that dies goes on where it was. Rows that
    somebody else holds are left and tried again; nothing that is edited meanwhile is overwritten.
    """
    done, until = 0, clock() + PATIENCE_SECONDS
    while True:
        turn = sum(_reseal_model(model) for model in sealed_models())
        done += turn
        left = rows_left()
        if not left or (not turn and clock() > until):
            break
        if not turn:
            time.sleep(PAUSE_SECONDS)
            if left == _beyond_opening():
                break
    with transaction.atomic():
        open_ones = Resealing.objects.filter(finished_at=None)
        finished = left == 0 or left == _beyond_opening()
        for each in open_ones.select_for_update():
            each.left = left
            if finished:
                each.finished_at = now
                record(
                    actor, action="vault.resealed", subject=each, changes={"left": left}, now=now
                )
            each.save(update_fields=["left", "finished_at"])
    return done


def reseal_unfinished(actor: Viewer, *, now: datetime) -> int:
    """Go on with a rotation whose job was lost, or that had to leave rows to their users."""
    if Resealing.objects.filter(finished_at=None).exists():
        return reseal(actor, now=now)
    return 0


def _reseal_model(model: type[SealedModel]) -> int:
    done, last = 0, None
    while True:
        with transaction.atomic():
            pks, changed = _reseal_batch(model, after=last)
            if changed:
                Resealing.objects.filter(finished_at=None).update(done=models.F("done") + changed)
        done += changed
        if not pks:
            return done
        last = pks[-1]


def _reseal_batch(model: type[SealedModel], *, after: Any) -> tuple[list[Any], int]:
    """The keys of the rows looked at, and how many of them were sealed anew."""
    condition, values = not_current(model)
    rows = model.all_rows().order_by("pk").extra(where=[condition], params=values)  # noqa: S610
    if after is not None:
        rows = rows.filter(pk__gt=after)
    # Only the columns that are written: nothing else of the row is read, so nothing is put back.
    names = [field.name for field in (*model.sealed_fields(), *model.index_fields())]
    held = list(rows.only("pk", *names).select_for_update(skip_locked=True, of=("self",))[:BATCH])
    ready = [row for row in held if _opened(row)]
    if ready:
        model.all_rows().bulk_update(ready, [field.name for field in model.sealed_fields()])
    return [row.pk for row in held], len(ready)


def _opened(row: SealedModel) -> bool:
    """Put every value of the row in the clear, to be sealed anew; False where one can't be."""
    try:
        for field in row.sealed_fields():
            if (value := getattr(row, field.attname)) is not None:
                setattr(row, field.attname, value.reveal())
    except (KeyGone, Broken):
        return False
    return True


def _beyond_opening() -> int:
    """Rows that no key of the ring opens: they are left as they are."""
    beyond = 0
    for model in sealed_models():
        condition, values = not_current(model)
        rows = model.all_rows().extra(where=[condition], params=values)  # noqa: S610
        beyond += sum(not _opened(row) for row in rows.iterator(chunk_size=500))
    return beyond


def forget(actor: Viewer, *, key_id: str, now: datetime, quiet: timedelta = QUIET) -> None:
    """Take a key that nothing needs any more out of the ring.

    Refused while it is active, seals the log of openings, is needed by some value, or may still be
    needed by somebody who is at work right now.
    """
    keys = ring()
    if key_id in keys.log.keys:
        raise Conflict(
            _("접속기록을 봉한 열쇠는 지우지 않습니다. 기록은 나중에도 확인할 수 있어야 합니다."),
            code="key_of_log",
        )
    use = next((use for use in key_uses() if use.key_id == key_id and use.known), None)
    if use is None:
        raise NotHere(_("그런 열쇠가 없습니다."), code="no_such_key")
    if use.active:
        raise Conflict(_("지금 쓰는 열쇠는 지울 수 없습니다."), code="key_active")
    if use.total:
        where = ", ".join(f"{label} {n:,}" for label, n in sorted(use.values.items()))
        raise Conflict(
            _("아직 이 열쇠가 필요한 값이 있습니다: %(where)s") % {"where": where}, code="key_used"
        )
    if _somebody_may_still_need_it(now, quiet):
        raise Conflict(
            _("열쇠를 바꾼 지 얼마 되지 않았습니다. 잠시 뒤에 다시 해 주세요."), code="key_too_soon"
        )
    change(
        lambda now_there: Ring(
            sealing=_without(now_there.sealing, key_id),
            index=_without(now_there.index, key_id),
            log=now_there.log,
        )
    )
    with transaction.atomic():
        subject = Resealing.objects.order_by("-id").first() or Resealing()
        record(actor, action="vault.forgot", subject=subject, changes={"key": key_id}, now=now)


def _without(keys: Any, key_id: str) -> Any:
    return keys.without(key_id) if key_id in keys.keys else keys


def _somebody_may_still_need_it(now: datetime, quiet: timedelta) -> bool:
    """A rotation that goes on or has only just ended, or a transaction from before it."""
    last = Resealing.objects.order_by("-id").first()
    if last is None:
        return False
    if last.finished_at is None or last.finished_at > now - quiet:
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND xact_start < %s",
            [last.started_at + timedelta(seconds=2 * LOOK_AGAIN_SECONDS)],
        )
        return bool(cursor.fetchone()[0])
