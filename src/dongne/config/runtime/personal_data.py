"""What `dongne doctor` finds out about keys and the log of openings. Sets Django up to do so."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from dongne.config.runtime import demonstration, folders, server
from dongne.config.runtime.examination import Line


def keys() -> Iterator[Line]:
    """Where the key file lies, who may read it, and how many values need each key."""
    data = folders.data_folder()
    path = Path(os.environ.get("DONGNE_KEYS") or data / "keys.json").resolve()
    yield from _file(path)
    if not demonstration.wanted() and (data.exists() or "DONGNE_KEYS" in os.environ):
        apart = not path.is_relative_to(data)
        told = "데이터 폴더 밖 · outside the data folder"
        if not apart:
            told = "데이터 폴더 안 · inside the data folder: DONGNE_KEYS (docs/deploy.md)"
        yield Line("keys: apart", told, trouble=not apart)
    if with_database():
        yield from _uses()


def openings() -> Iterator[Line]:
    """Hold every link of every chain; the first broken one of each needs a look."""
    if not with_database():
        yield Line("answers", "아니요 · no", trouble=True)
        return
    from django.db import ProgrammingError

    from dongne.foundation.openings.public import heads, verify

    try:
        broken = {each.chain: each for each in verify()}
        ends = {head.chain: head for head in heads()}
    except ProgrammingError:
        yield Line("openings", "아직 없음 · not there yet")
        return
    for chain in sorted({*broken, *ends}):
        if chain in broken:
            yield Line(chain, str(broken[chain]), trouble=True)
        else:
            head = ends[chain]
            yield Line(chain, f"{head.position:,}  {bytes(head.link).hex()}")
    if not broken:
        yield Line("chain", "모두 맞습니다 · every link holds")


def last_examined() -> Iterator[Line]:
    """What the nights' examinations have found."""
    if not with_database():
        return
    from django.db import ProgrammingError

    from dongne.foundation.openings.public import findings

    try:
        seen = findings()
    except ProgrammingError:
        return
    for each in seen:
        value = f"{each.at:%Y-%m-%d %H:%M} UTC, {each.position:,}"
        yield Line(f"log {each.chain}", f"{value} {each.found or ''}", trouble=bool(each.found))


def with_database() -> bool:
    """Django on the database that answers; False where none does. Starts nothing."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongne.config.settings")
    data = folders.data_folder()
    url = os.environ.get("DATABASE_URL") or (server.address_of(data) if data.exists() else None)
    if not url or not server.answers(url):
        return False
    os.environ["DATABASE_URL"] = url
    django.setup()
    # A house of tests has neither keys nor log.
    return apps.is_installed("dongne.foundation.openings")


def _file(path: Path) -> Iterator[Line]:
    try:
        mode = path.stat().st_mode & 0o777
    except OSError as error:
        missing = isinstance(error, FileNotFoundError) and "DONGNE_KEYS" not in os.environ
        told = "아직 없음 · not there yet" if missing else error.strerror
        yield Line("keys", f"{path} ({told})", trouble=not missing)
        return
    open_to_others = bool(mode & (stat.S_IRWXG | stat.S_IRWXO))
    told = f"{path} (mode {mode:04o})"
    if open_to_others:
        told += " · 다른 사용자도 읽을 수 있음 · others may read it"
    yield Line("keys", told, trouble=open_to_others)


def _uses() -> Iterator[Line]:
    from django.db import ProgrammingError

    from dongne.foundation.vault.public import RingAway, key_uses, unopened

    try:
        uses, lost = key_uses(), unopened()
    except RingAway as away:
        yield Line("keys", away.english, trouble=True)
        return
    except ProgrammingError:
        return
    for use in uses:
        state = "active" if use.active else "old" if use.known else "gone"
        yield Line(
            f"{use.purpose} {use.key_id}", f"{state}, {use.total:,} values", trouble=not use.known
        )
    for each in lost:
        yield Line(each.model, f"{each.rows:,} ({each.why}): {', '.join(each.ids)}", trouble=True)
