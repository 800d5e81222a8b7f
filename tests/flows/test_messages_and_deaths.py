"""Small profiles of `make prove NAME=messages`."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from bench.prove.message_worker import POINTS
from bench.prove.messages import a_dong, killed, many
from dongne.foundation.places.public import Dong

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dong(transactional_db: None) -> Dong:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    return a_dong()


@pytest.fixture
def database() -> str:
    given = connection.get_connection_params()
    parts = {name: given.get(name) for name in ("dbname", "user", "password", "host", "port")}
    url = make_conninfo(**{name: value for name, value in parts.items() if value})
    connection.close()
    return url


def test_a_failing_provider_makes_nobody_get_one_twice(dong: Dong, database: str) -> None:
    course = many(
        database,
        str(settings.DATA_DIR),
        dong_id=dong.pk,
        count=120,
        workers=1,
        fails={"refuse": 0.3, "cut": 0.1},
    )
    assert course.messages == 120
    assert not course.twice
    assert not course.not_ended
    assert not course.strange
    assert course.unknown == course.lost_answers > 0
    assert not course.still_unknown


def test_a_worker_that_dies_anywhere_loses_nothing_and_repeats_nothing(
    dong: Dong, database: str
) -> None:
    course = killed(database, str(settings.DATA_DIR), dong_id=dong.pk, kills=len(POINTS))
    assert course.messages == len(POINTS)
    assert not course.twice
    assert not course.not_ended
    assert not course.strange
    assert course.states == {"sent": 2, "unknown": 3}
