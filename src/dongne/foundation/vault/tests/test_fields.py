"""Sealed columns: masked wherever they are printed, bound to their row, found by their index."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from django.core import serializers
from django.db import connection
from django.template import Context, Template
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongne.foundation.vault import ring
from dongne.foundation.vault.public import Broken, KeyGone, Sealed
from dongne.foundation.vault.sealed import key_of

HARD = [
    "김민준",
    "남궁민",
    "ᄒᆞᆫᄀᆞᆯ",  # old Hangul, in parts
    "👩‍👩‍👧 가족",
    "a\0b",
    "' OR 1=1 --",
    "가" * 4000,
    " ",
    "é",
]


def raw_of(row: Any, column: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM vault_friend WHERE id = %s", [row.pk])  # noqa: S608
        return bytes(cursor.fetchone()[0])


@pytest.mark.parametrize("text", HARD)
def test_what_was_sealed_is_what_opens(friend: Any, text: str) -> None:
    row = friend.objects.create(name=text, phone="010-1234-5678")
    again = friend.objects.get(pk=row.pk)
    assert again.name.reveal() == text
    assert text.encode() not in raw_of(row, "name") or text == " "
    assert friend.objects.filter(phone_key__in=friend.keyed("phone_key", "01012345678")).exists()


@given(text=st.text(min_size=1))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_sealed_and_opens(friend: Any, text: str) -> None:
    """Half a surrogate pair, which no database keeps, becomes a question mark."""
    row = friend(name=text)
    row.name_key, row.phone_key = b"", b""
    raw = friend._meta.get_field("name").pre_save(row, True)
    opened = friend._meta.get_field("name").sealed(row.pk, raw).reveal()
    assert opened == text.encode("utf-8", "replace").decode()


def test_nothing_prints_it(friend: Any) -> None:
    for row in (
        friend(name="김민준", phone="010-1234-5678"),
        friend.objects.get(pk=friend.objects.create(name="김민준", phone="010-1234-5678").pk),
    ):
        page = Template("{{ row.name }} {{ row.phone|upper }} {{ row.name|slice:':2' }}")
        printed = [str(row.name), f"{row.name} {row.phone}", page.render(Context({"row": row}))]
        printed += [repr(row.name), repr(row), f"{row.name} {row.phone!r}"]
        for text in printed:
            assert "민" not in text
            assert "1234" not in text
        assert str(row.name) == "김*준"
        assert str(row.phone) == "010-****-5678"
        with pytest.raises(TypeError):
            json.dumps({"name": row.name})


def test_two_values_are_not_compared_and_not_used_as_a_key(friend: Any) -> None:
    row = friend(name="김민준")
    with pytest.raises(TypeError):
        _ = row.name == "김민준"
    with pytest.raises(TypeError):
        _ = {row.name: 1}


def test_the_same_text_is_sealed_to_other_bytes_each_time(friend: Any) -> None:
    one, two = (friend.objects.create(name="김민준") for _each in range(2))
    assert raw_of(one, "name") != raw_of(two, "name")
    assert raw_of(one, "name_key") == raw_of(two, "name_key")


def test_a_value_moved_to_another_row_or_column_does_not_open(friend: Any) -> None:
    one = friend.objects.create(name="김민준", phone="010-1234-5678")
    two = friend.objects.create(name="이서연", phone="010-9999-0000")
    move = "UPDATE vault_friend SET {} = %s WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute(move.format("name"), [raw_of(one, "name"), two.pk])
        cursor.execute(move.format("phone"), [raw_of(one, "name"), one.pk])
    for row, column in ((two, "name"), (one, "phone")):
        value = getattr(friend.objects.get(pk=row.pk), column)
        assert str(value) == "값이 손상되어 볼 수 없음"
        with pytest.raises(Broken):
            value.reveal()
    assert friend.objects.get(pk=one.pk).name.reveal() == "김민준"


@pytest.mark.parametrize("position", [0, 1, 6, 20, -1])
def test_one_changed_byte_does_not_open(friend: Any, position: int) -> None:
    row = friend.objects.create(name="김민준")
    raw = bytearray(raw_of(row, "name"))
    raw[position] ^= 1
    with pytest.raises((Broken, KeyGone)):
        friend._meta.get_field("name").sealed(row.pk, bytes(raw)).reveal()


def test_bytes_of_another_row_are_not_stored(friend: Any) -> None:
    one = friend.objects.create(name="김민준")
    with pytest.raises(TypeError):
        friend(name=friend.objects.get(pk=one.pk).name)
    copied = friend.objects.get(pk=one.pk)
    copied.pk, copied._state.adding = friend().pk, True
    with pytest.raises(TypeError):
        copied.save(force_insert=True)


def test_a_query_neither_writes_nor_compares_sealed_columns(friend: Any) -> None:
    row = friend.objects.create(name="김민준", phone="010-1234-5678")
    for manager in (friend.objects, friend.all_rows(), friend._default_manager):
        for values in ({"name": "x"}, {"name": None}, {"name": row.name}, {"phone_key": b"x"}):
            with pytest.raises(TypeError):
                manager.filter(pk=row.pk).update(**values)
        assert manager.filter(pk=row.pk).update(town="신정4동") == 1
    for lookup in ("name", "name__contains", "name__in", "name__gt"):
        with pytest.raises(TypeError):
            list(friend.objects.filter(**{lookup: "김민준"}))
    assert friend.objects.filter(name=None).count() == 0
    assert friend.objects.filter(name__isnull=False).count() == 1
    assert friend.objects.get().name.reveal() == "김민준"


def test_columns_that_were_left_out_are_read_when_asked_for(friend: Any) -> None:
    pk = friend.objects.create(name="김민준", phone="010-1234-5678", town="a").pk
    row = friend.objects.only("town").get(pk=pk)
    assert row.name.reveal() == "김민준"
    later = friend.objects.defer("phone").get(pk=pk)
    later.town = "b"
    later.save()
    assert friend.objects.get(pk=pk).phone.reveal() == "010-1234-5678"
    assert friend.objects.filter(phone_key__in=friend.keyed("phone_key", "01012345678")).exists()


def test_values_answer_bytes_that_the_field_makes_readable(friend: Any) -> None:
    row = friend.objects.create(name="김민준")
    [(pk, raw)] = friend.objects.values_list("pk", "name")
    assert isinstance(raw, bytes)
    assert friend._meta.get_field("name").sealed(pk, raw).reveal() == "김민준"
    assert pk == row.pk


def test_refreshing_takes_what_is_stored(friend: Any) -> None:
    row = friend.objects.create(name="김민준")
    other = friend.objects.get(pk=row.pk)
    other.name = "이서연"
    other.save(update_fields=["name"])
    row.refresh_from_db()
    assert row.name.reveal() == "이서연"
    assert not friend.objects.filter(name_key__in=friend.keyed("name_key", "김민준")).exists()
    assert friend.objects.filter(name_key__in=friend.keyed("name_key", "이 서연")).exists()


@pytest.mark.parametrize("gone", [None, ""])
def test_an_emptied_column_takes_its_indexes_with_it(friend: Any, gone: str | None) -> None:
    row = friend.objects.create(name="김민준", phone="010-1234-5678")
    row.phone = gone
    row.save(update_fields=["phone"])
    assert friend.objects.values_list("phone", "phone_key", "last_four").get() == (None, None, None)
    assert friend.objects.get().phone is None


def test_many_rows_at_once(friend: Any, django_assert_num_queries: Any) -> None:
    rows = [friend(name=f"사람{n}", phone=f"010-0000-{n:04}") for n in range(50)]
    with django_assert_num_queries(1):
        friend.objects.bulk_create(rows)
    for n, row in enumerate(friend.objects.order_by("pk")):
        assert row.name.reveal() == f"사람{n}"
        row.phone = f"010-1111-{n:04}"
        rows[n] = row
    friend.objects.bulk_update(rows, ["phone"])
    for n, row in enumerate(friend.objects.order_by("pk")):
        assert row.phone.reveal() == f"010-1111-{n:04}"
        keys = friend.keyed("phone_key", f"0101111{n:04}")
        assert friend.objects.filter(phone_key__in=keys).get() == row
    assert not friend.objects.filter(
        phone_key__in=friend.keyed("phone_key", "01000000001")
    ).exists()
    assert friend.objects.filter(last_four__in=friend.keyed("last_four", "0007")).count() == 1


def test_made_or_changed_in_one_call(friend: Any) -> None:
    pk = friend.objects.create(name="김민준", phone="010-1234-5678").pk
    row, made = friend.objects.update_or_create(pk=pk, defaults={"phone": "010-7777-8888"})
    assert not made
    assert (
        friend.objects.filter(phone_key__in=friend.keyed("phone_key", "01077778888")).get() == row
    )


@pytest.mark.parametrize(
    ("column", "kept", "asked"),
    [
        ("name_key", "김 민준", "김민준"),
        ("name_key", "김민준", "김민준"),
        ("name_key", "José Park", "josé park"),
        ("phone_key", "010-1234-5678", "+82 10-1234-5678"),
        ("phone_key", "0082 10 1234 5678", "010.1234.5678"),
        ("phone_key", "０１０－１２３４－５６７８", "01012345678"),
        ("phone_key", "02-123-4567", "+8221234567"),
        ("last_four", "010-1234-5678", "5678"),
    ],
)
def test_found_however_it_is_written(friend: Any, column: str, kept: str, asked: str) -> None:
    friend.objects.create(**{"name" if column == "name_key" else "phone": kept})
    assert friend.objects.filter(**{f"{column}__in": friend.keyed(column, asked)}).exists()
    assert friend.keyed(column, " ") == []


def test_an_index_says_nothing_across_columns(friend: Any) -> None:
    assert set(friend.keyed("phone_key", "5678")).isdisjoint(friend.keyed("last_four", "5678"))


def test_copies_and_dumps_hold_what_the_database_holds(friend: Any) -> None:
    row = friend.objects.get(pk=friend.objects.create(name="김민준").pk)
    assert "민준" not in serializers.serialize("json", [row])
    assert "김민준".encode() not in pickle.dumps(vars(row)["name"])


def test_what_is_no_text_is_refused(friend: Any) -> None:
    with pytest.raises(TypeError):
        friend(name=5)
    with pytest.raises(TypeError):
        friend.objects.filter(town="x").bulk_update([friend(name=["x"])], ["name"])


def test_a_whole_save_of_an_old_row_does_not_bring_an_old_key_back(friend: Any) -> None:
    pk = friend.objects.create(name="김민준", phone="010-1234-5678", town="a").pk
    stale = friend.objects.get(pk=pk)
    kept = ring.ring()
    sealing, key_id = kept.sealing.with_new()
    ring.write(ring.Ring(sealing=sealing.led_by(key_id), index=kept.index, log=kept.log))
    stale.town = "b"
    stale.save()
    assert key_of(raw_of(stale, "name")) == key_id
    assert friend.objects.get(pk=pk).name.reveal() == "김민준"


def test_a_key_that_is_gone_takes_nothing_else_with_it(friend: Any) -> None:
    lost = friend.objects.create(name="김민준", phone="010-1234-5678", town="a")
    kept = ring.ring()
    ring.write(ring.Ring(sealing=ring.Ring.fresh().sealing, index=kept.index, log=kept.log))
    fine = friend.objects.create(name="이서연")
    rows = {row.pk: row for row in friend.objects.all()}
    assert str(rows[lost.pk].name) == "열쇠가 없어 볼 수 없음"
    assert str(rows[fine.pk].name) == "이*연"
    with pytest.raises(KeyGone):
        rows[lost.pk].name.reveal()
    rows[lost.pk].town = "b"
    rows[lost.pk].phone = "010-0000-1111"
    rows[lost.pk].save()
    again = friend.objects.get(pk=lost.pk)
    assert (again.town, again.phone.reveal()) == ("b", "010-0000-1111")
    ring.write(kept)
    assert friend.objects.get(pk=lost.pk).name.reveal() == "김민준"


def test_a_sealed_value_is_true_when_there_is_one(friend: Any) -> None:
    assert isinstance(friend(name="x").name, Sealed)
    assert friend(name="x").name
    assert friend(name="").name is None
