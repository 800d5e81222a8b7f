"""Messages through a provider that fails, and workers that die: nobody twice, nothing lost.

The provider is the stand-in of Solapi's interface: an HTTP process of its own with a ledger. The
clock of pauses and trials is run ahead; everything else is as in an office.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bench.figures import Figure, absolute
from bench.house import ROOT, clean_environment, temporary_folder
from bench.prove.message_worker import EVENT, POINTS, prepare
from dongne.config.runtime import cluster, folders, server

MESSAGES, KILLS = 10_000, 50
FAILS = {"refuse": 0.3, "cut": 0.098, "stall": 0.002, "stall_seconds": 6}
"""A clear no to three of ten; of ten it has taken, one whose answer is lost."""
# Everybody has a number of their own, as people do: a provider is asked about one number at a time.
PHONE = "010-{:04}-{:04}"


@dataclass
class Course:
    """What became of the messages, and what the provider's ledger says."""

    messages: int = 0
    twice: int = 0
    not_ended: int = 0
    unknown: int = 0
    lost_answers: int = 0
    strange: list[str] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    still_unknown: int = 0


class Workers:
    """Worker processes, each forked from one that has everything loaded."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.prove.message_worker"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, line: str) -> int:
        """How the worker ended: 0, or minus the signal."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def stage(url: str, data: str, *, workers: int = 1) -> Iterator[tuple[Any, list[Workers]]]:
    """The stand-in and the workers. Django is set up here for the database at `url` already."""
    from dongne.foundation.messaging.providers.solapi.tests.running import stand_in
    from dongne.foundation.messaging.providers.solapi.tests.stand_in import KEY, SECRET

    with stand_in() as solapi:
        given = {
            "DATABASE_URL": url,
            "DONGNE_DATA": data,
            "DONGNE_STATIC": "found",
            "DJANGO_SETTINGS_MODULE": "dongne.config.settings",
            "DONGNE_SOLAPI_URL": solapi.url,
            "DONGNE_SOLAPI_KEY": KEY,
            "DONGNE_SOLAPI_SECRET": SECRET,
        }
        before = {name: os.environ.get(name) for name in given}
        os.environ |= given
        prepare()
        running = [Workers(clean_environment(**given)) for _n in range(workers)]
        try:
            yield solapi, running
        finally:
            for one in running:
                one.end()
            for name, value in before.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value


def ask_for(dong_id: int, count: int) -> list[Any]:
    """Messages to one number, in one transaction; their provider is set for everybody."""
    from django.db import transaction
    from django.utils import timezone

    from dongne.foundation.messaging.models import ProviderSetting
    from dongne.foundation.messaging.public import Means, Recipient, ask
    from dongne.foundation.scope.public import SYSTEM

    ProviderSetting.objects.for_viewer(SYSTEM).get_or_create(
        means=Means.SMS, provider="solapi", defaults={"sender": "02-2620-3000"}
    )
    with transaction.atomic():
        return [
            ask(
                SYSTEM,
                event=EVENT,
                to=Recipient(phone=PHONE.format(n // 10_000, n % 10_000)),
                values={"note": str(n)},
                dong_id=dong_id,
                now=timezone.now(),
            )
            for n in range(count)
        ]


def many(
    url: str,
    data: str,
    *,
    dong_id: int,
    count: int,
    workers: int = 2,
    at_once: int = 8,
    fails: dict[str, float] = FAILS,
) -> Course:
    """`count` messages through the failing provider until nothing moves any more."""
    with stage(url, data, workers=workers) as (solapi, running):
        solapi.control(balance=10_000_000, **fails)
        ids = {message.pk for message in ask_for(dong_id, count)}
        _until_nothing_moves(ids, running, at_once)
        course = _course(ids, solapi.ledger())
        course.still_unknown = _ask_solapi(ids)
    return course


def killed(url: str, data: str, *, dong_id: int, kills: int) -> Course:
    """As many workers as `kills` die, at each point in turn; others go on where they stopped."""
    with stage(url, data) as (solapi, running):
        ids = set()
        for turn in range(kills):
            (message,) = ask_for(dong_id, 1)
            ids.add(message.pk)
            ended = running[0].run(POINTS[turn % len(POINTS)])
            assert ended == -9, f"the worker ended by itself: {ended}"
            _time_passes(hours=1)
            running[0].run("work 1")
        _until_nothing_moves(ids, running, 1)
        return _course(ids, solapi.ledger())


def _time_passes(*, hours: float) -> None:
    """Leases end, pauses are over, jobs that were lost are asked for again."""
    from django.utils import timezone

    from dongne.foundation.messaging.models import ProviderHealth
    from dongne.foundation.messaging.services import sweeping
    from dongne.foundation.scope.public import SYSTEM

    later = timezone.now() + timedelta(hours=hours)
    sweeping.give_up_leases(SYSTEM, now=later)
    while sweeping.queue_due(SYSTEM, now=later):
        # Every batch is due "now" of the clock that was run ahead, so it is not found again.
        pass
    ProviderHealth.objects.update(next_trial_at=timezone.now())


def _until_nothing_moves(ids: set[Any], running: list[Workers], at_once: int) -> None:
    from dongne.foundation.messaging.models import Message
    from dongne.foundation.messaging.states import OPEN
    from dongne.foundation.scope.public import SYSTEM

    hours = 4.0
    rows = Message.objects.for_viewer(SYSTEM).filter(pk__in=ids, state__in=OPEN)
    while rows.exists():
        threads = [threading.Thread(target=one.run, args=(f"work {at_once}",)) for one in running]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        hours += 4
        _time_passes(hours=hours)


def _course(ids: set[Any], ledger: list[dict[str, Any]]) -> Course:
    from dongne.foundation.messaging.models import Message
    from dongne.foundation.messaging.states import OPEN, MessageState
    from dongne.foundation.scope.public import SYSTEM

    rows = Message.objects.for_viewer(SYSTEM).filter(pk__in=ids).values_list("pk", "state")
    states = {str(pk): state for pk, state in rows}
    taken = Counter(one["ours"] for one in ledger)
    course = Course(messages=len(states), states=Counter(states.values()))
    course.twice = sum(1 for times in taken.values() if times > 1)
    course.not_ended = sum(1 for state in states.values() if state in OPEN)
    unknown = {pk for pk, state in states.items() if state == MessageState.UNKNOWN}
    course.unknown = len(unknown)
    course.lost_answers = sum(1 for pk in taken if states[pk] != MessageState.SENT)
    for pk, state in states.items():
        if (state == MessageState.SENT) and not taken[pk]:
            course.strange.append(f"{pk}: sent, and the provider never saw it")
        if state == MessageState.PERMANENT_FAILURE and taken[pk]:
            course.strange.append(f"{pk}: failed, and the provider has it")
    return course


def _ask_solapi(ids: set[Any]) -> int:
    """Ask the provider about every unknown message by our id; how many stay unknown."""
    from django.utils import timezone

    from dongne.foundation.messaging.channels import channel_of
    from dongne.foundation.messaging.models import Message
    from dongne.foundation.messaging.services import sweeping
    from dongne.foundation.messaging.states import MessageState
    from dongne.foundation.scope.public import SYSTEM

    solapi = channel_of("solapi")
    assert solapi is not None
    solapi.can_be_asked = True
    rows = Message.objects.for_viewer(SYSTEM).filter(pk__in=ids, state=MessageState.UNKNOWN)
    for pk in list(rows.values_list("pk", flat=True)):
        sweeping.ask_provider(message_id=pk, now=timezone.now())
    solapi.can_be_asked = False
    return rows.count()


@contextlib.contextmanager
def alone() -> Iterator[tuple[str, str]]:
    """PostgreSQL alone, without a web process or a worker that would take jobs away."""
    import django
    from django.core.management import call_command

    with temporary_folder() as folder:
        folders.prepare(folder)
        throwaway = server.prepared(folder, cluster.THROWAWAY)
        throwaway.start()
        try:
            os.environ |= {
                "DATABASE_URL": throwaway.url,
                "DONGNE_DATA": str(folder),
                "DONGNE_STATIC": "found",
                "DJANGO_SETTINGS_MODULE": "dongne.config.settings",
            }
            django.setup()
            call_command("migrate", verbosity=0)
            yield throwaway.url, str(folder)
        finally:
            throwaway.close()


def a_dong() -> Any:
    from dongne.foundation.places.public import City, District, Dong

    city = City.objects.create(code="seoul", name="서울특별시", name_en="Seoul")
    district = District.objects.create(code="yangcheon", name="양천구", city=city)
    return Dong.objects.create(code="sinjeong4", name="신정4동", district=district)


def prove(count: int = MESSAGES, kills: int = KILLS) -> Iterator[Figure]:
    with alone() as (url, data):
        dong_id = a_dong().pk
        failing = many(url, data, dong_id=dong_id, count=count)
        dying = killed(url, data, dong_id=dong_id, kills=kills)
    what = f"{count:,} messages, 30 % refused, 10 % taken without an answer"
    yield absolute(f"{what}: handed over twice", failing.twice, "", at_most=0)
    yield absolute(f"{what}: neither ended nor listed as unknown", failing.not_ended, "", at_most=0)
    yield absolute(f"{what}: listed as unknown", failing.unknown, "")
    yield absolute(
        f"{what}: unknown ones beyond or below the provider's ledger",
        abs(failing.unknown - failing.lost_answers),
        "",
        at_most=0,
    )
    yield absolute(
        f"{what}: states that the ledger contradicts", len(failing.strange), "", at_most=0
    )
    yield absolute(
        f"{what}: still unknown after the provider was asked by our id",
        failing.still_unknown,
        "",
        at_most=0,
    )
    what = f"a worker killed {kills} times at {len(POINTS)} points"
    yield absolute(f"{what}: handed over twice", dying.twice, "", at_most=0)
    yield absolute(f"{what}: neither ended nor listed as unknown", dying.not_ended, "", at_most=0)
    yield absolute(f"{what}: states that the ledger contradicts", len(dying.strange), "", at_most=0)
