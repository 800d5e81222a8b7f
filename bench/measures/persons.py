"""Persons that are sealed, beside the same without a key: found, shown masked, opened."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import ClassVar

import psycopg
from django.db import connection, models
from django.template import Context, Template

from bench import bare, opened
from bench.figures import Figure, absolute, alternately, compared
from bench.measures.setting import Setting
from dongne.lib import masking
from dongne.lib.ids import new_id

PERSONS = 20_000
PAGE = 50
TIMES = 200
COLUMNS = ("name", "phone", "address", "birth_date")
# What a list shows of a person, for sealed rows and for plain ones alike.
ROWS = (
    "{% for row in rows %}<tr><td>{{ row.name }}</td><td>{{ row.phone }}</td>"
    "<td>{{ row.address }}</td><td>{{ row.birth_date }}</td></tr>{% endfor %}"
)
BARE_LOOK_UP = "SELECT * FROM residents_person WHERE dong_id = %s AND phone_key = %s LIMIT 51"


class Plain(models.Model):
    """The twin: the same person in a table without encryption, found by an ordinary index."""

    id = models.UUIDField(primary_key=True, default=new_id)
    dong_id = models.BigIntegerField()
    tong_id = models.BigIntegerField(null=True)
    name = models.TextField()
    phone = models.TextField(db_index=True)
    second_phone = models.TextField(default="")
    email = models.TextField(default="")
    address = models.TextField()
    address_detail = models.TextField(default="")
    birth_date = models.TextField()
    note = models.TextField(default="")
    language = models.CharField(max_length=5, default="ko")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "residents"
        db_table = "bench_plain_person"
        managed = False
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["dong_id", "id"], name="bp")]

    @property
    def masked(self) -> dict[str, str]:
        return {name: getattr(masking, name)(getattr(self, name)) for name in COLUMNS}


def measure(setting: Setting) -> Iterator[Figure]:
    from dongne.foundation.places.public import Dong

    dong_ids = list(Dong._base_manager.order_by("pk").values_list("pk", flat=True)[:16])
    took = _seed(dong_ids[0])
    yield absolute("persons sealed, indexed and stored, in batches", PERSONS / took, "persons/s")
    yield _found(setting, dong_ids[0])
    yield _shown(setting, dong_ids[0])
    yield from _opened(setting, dong_ids)


def _said(n: int) -> dict[str, str]:
    return {
        "name": f"김{chr(0xAC00 + n % 11172)}{chr(0xAC00 + n * 7 % 11172)}",
        "phone": f"010-{n // 10000:04}-{n % 10000:04}",
        "address": f"서울특별시 양천구 신월로{n % 90}길 {n}",
        "birth_date": f"{1930 + n % 80}-{1 + n % 12:02}-{1 + n % 28:02}",
    }


def _seed(dong_id: int) -> float:
    """The same persons twice; the seconds that the sealed ones took."""
    from dongne.foundation.residents.public import Person

    times = {"created_at": datetime.now(UTC), "changed_at": datetime.now(UTC)}
    begun = time.perf_counter()
    for start in range(0, PERSONS, 500):
        Person._base_manager.bulk_create(
            [Person(dong_id=dong_id, **times, **_said(n)) for n in range(start, start + 500)]
        )
    took = time.perf_counter() - begun
    with connection.schema_editor() as editor:
        editor.create_model(Plain)
    Plain.objects.bulk_create(
        [Plain(dong_id=dong_id, **times, **_said(n)) for n in range(PERSONS)], batch_size=1000
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE residents_person")
        cursor.execute("ANALYZE bench_plain_person")
    return took


def _found(setting: Setting, dong_id: int) -> Figure:
    from dongne.foundation.residents.public import Person, persons_for
    from dongne.foundation.scope.public import SYSTEM

    phones = [_said(n)["phone"] for n in range(0, PERSONS, PERSONS // TIMES)]
    keys = [Person.keyed("phone_key", phone)[0] for phone in phones]

    def ours() -> float:
        return _rate(
            lambda n: list(
                persons_for(SYSTEM).filter(
                    dong=dong_id, phone_key__in=Person.keyed("phone_key", phones[n])
                )[:51]
            )
        )

    with psycopg.connect(setting.house.url) as database:

        def limit() -> float:
            return _rate(lambda n: database.execute(BARE_LOOK_UP, [dong_id, keys[n]]).fetchall())

        found, bare_rate = alternately(setting.profile.rounds, ours, limit)
    return compared(
        f"a person found by the keyed index among {PERSONS:,}",
        found,
        "look-ups/s",
        limit="bare SQL by the same value of the index, its row not read as an object",
        limit_figure=bare_rate,
        at_least=0.2,
    )


def _shown(setting: Setting, dong_id: int) -> Figure:
    from dongne.foundation.residents.public import persons_for
    from dongne.foundation.scope.public import SYSTEM

    # Not as the module is read: processes that know no Django yet read it too.
    page = Template(ROWS)

    def sealed(n: int) -> str:
        rows = persons_for(SYSTEM).filter(dong=dong_id).order_by("pk")[n : n + PAGE]
        return page.render(Context({"rows": rows}))

    def plain(n: int) -> str:
        rows = Plain.objects.filter(dong_id=dong_id).order_by("pk")[n : n + PAGE]
        return page.render(Context({"rows": [row.masked for row in rows]}))

    if sealed(0) != plain(0):
        raise RuntimeError("the twin shows something else")
    pages, twin = alternately(
        setting.profile.rounds, lambda: 1000 / _rate(sealed), lambda: 1000 / _rate(plain)
    )
    return compared(
        f"a page of {PAGE} masked persons: query, masks, template",
        pages,
        "ms",
        limit="the same page, query and masks over a table without encryption",
        limit_figure=twin,
        at_most=2,
    )


def _opened(setting: Setting, dong_ids: list[int]) -> Iterator[Figure]:
    window = {"seconds": setting.profile.seconds, "connections": setting.profile.connections}
    url = setting.house.url
    apart, together, limit = alternately(
        setting.profile.rounds,
        lambda: bare.rate(url, partial(opened.by_the_program, dong_ids), **window),
        lambda: bare.rate(url, partial(opened.by_the_program, dong_ids[:1]), **window),
        lambda: bare.rate(url, partial(opened.bare, dong_ids[0]), **window),
    )
    yield compared(
        "openings logged, eight at once in eight dongs",
        apart,
        "openings/s",
        limit="bare: the same row inserted without chain, hash and seal",
        limit_figure=limit,
        at_least=0.3,
    )
    yield compared(
        "openings logged, eight at once in one dong: one chain, one after the other",
        together,
        "openings/s",
        limit="bare: the same row inserted without chain, hash and seal",
        limit_figure=limit,
    )


def _rate(deed: Callable[[int], object]) -> float:
    deed(0)
    begun = time.perf_counter()
    for n in range(TIMES):
        deed(n)
    return TIMES / (time.perf_counter() - begun)
