"""`dongne keys make|list|rotate|forget|check`: the keys of personal data."""

import argparse
import os
import sys
from collections.abc import Callable

from dongne.config.runtime import refusals
from dongne.config.runtime.manage import database

HELP = "make, list, rotate, forget or check the keys of personal data"
# Exit status of `check` where something can't be opened.
TROUBLE = 1
GOOD = 0


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="what", required=True)
    what.add_parser("make", help="a first key file, where DONGNE_KEYS says")
    what.add_parser("list", help="every key, what it is for, and how many values need it")
    rotate = what.add_parser("rotate", help="new keys; the worker seals everything anew")
    rotate.add_argument("--here", action="store_true", help="seal anew now, without the worker")
    forget = what.add_parser("forget", help="take a key that nothing needs out of the file")
    forget.add_argument("key", metavar="KEY")
    check = what.add_parser("check", help="which rows can't be opened")
    check.add_argument("--open-all", action="store_true", help="open every value, to find damage")


def run(options: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dongne.config.settings")
    if options.what == "make":
        return _in_words(lambda: _make())
    with database():
        return _in_words(lambda: _DOES[options.what](options))


def _in_words(work: Callable[[], int]) -> int:
    """What the program refuses, as this command line says it."""
    import django
    from django.utils import translation

    django.setup()
    from dongne.foundation.vault.public import RingAway
    from dongne.lib.refusals import Refused

    try:
        return work()
    except RingAway as away:
        raise refusals.Refusal(away.korean, away.english) from None
    except Refused as refused:
        with translation.override("en"):
            english = translation.gettext(refused.message)
        raise refusals.Refusal(refused.message, english) from None


def _make() -> int:
    from dongne.foundation.vault.public import keys_path, make_keys

    if not make_keys():
        raise refusals.keys_are_there(keys_path())
    _say(
        f"열쇠 파일을 만들었습니다: {keys_path()}",
        f"The key file was made: {keys_path()}",
        "",
        "  데이터와 백업이 있는 곳과 다른 곳에 사본을 두세요. 이 파일을 잃으면 봉한 값은",
        "  아무도 다시 열 수 없습니다.",
        "  Keep a copy apart from data and backup. Without this file nobody can open what was",
        "  sealed with it, ever again.",
    )
    return GOOD


def _list(options: argparse.Namespace) -> int:
    del options
    from dongne.foundation.vault.public import Resealing, key_uses, keys_path, rows_left, the_ring

    _say(str(keys_path()), "")
    for use in key_uses():
        state = "쓰는 중 · active" if use.active else "예전 것 · old"
        if not use.known:
            state = "! 없음 · gone"
        where = ", ".join(f"{label} {n:,}" for label, n in sorted(use.values.items())) or "-"
        _say(f"  {use.purpose:<8} {use.key_id}  {state:<16} {use.total:>12,}  {where}")
    log = the_ring().log
    for key_id in log.keys:
        state = "쓰는 중 · active" if key_id == log.active else "보관 · kept"
        _say(f"  {'log':<8} {key_id}  {state:<16}            -  접속기록 · log of openings")
    if (last := Resealing.objects.first()) is not None:
        end = f"{last.finished_at:%Y-%m-%d %H:%M}" if last.finished_at else "…"
        _say(
            "",
            f"  다시 봉하기 · sealing anew: {last.started_at:%Y-%m-%d %H:%M} – {end} UTC, "
            f"{last.done:,} 끝남 · done, {rows_left():,} 남음 · left",
        )
    return GOOD


def _rotate(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from dongne.foundation.scope.public import SYSTEM
    from dongne.foundation.vault.public import reseal, rotate

    begun = rotate(SYSTEM, now=timezone.now())
    _say(
        f"새 열쇠를 씁니다 · new keys are in use: {begun.sealing_key}, {begun.index_key}",
        "열쇠 파일의 사본을 새로 떠 두세요 · copy the key file anew.",
    )
    if options.here:
        done = reseal(SYSTEM, now=timezone.now())
        _say(f"다시 봉했습니다 · sealed anew: {done:,}")
    else:
        _say(
            "나머지는 작업 프로세스가 다시 봉합니다. `dongne keys list`에서 볼 수 있습니다.",
            "The worker seals the rest anew; `dongne keys list` shows how far it is.",
        )
    return GOOD


def _forget(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from dongne.foundation.scope.public import SYSTEM
    from dongne.foundation.vault.public import forget

    forget(SYSTEM, key_id=options.key, now=timezone.now())
    _say(
        f"열쇠를 지웠습니다: {options.key}. 그때의 백업이 있는 동안은 사본을 버리지 마세요.",
        f"Forgotten: {options.key}. Keep its copy as long as you keep backups from its time.",
    )
    return GOOD


def _check(options: argparse.Namespace) -> int:
    from dongne.foundation.vault.public import unopened

    found = unopened(open_all=options.open_all)
    for each in found:
        _say(f"! {each.model}: {each.rows:,} ({each.why})", f"    {', '.join(each.ids)}")
    if not found:
        _say("모두 열 수 있습니다 · everything opens")
    return TROUBLE if found else GOOD


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")


_DOES: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "rotate": _rotate,
    "forget": _forget,
    "check": _check,
}
