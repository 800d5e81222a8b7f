"""Addresses as residents say them on the telephone and offices type them."""

from __future__ import annotations

import pytest

from dongne.lib.addresses import (
    Address,
    Fit,
    Kind,
    Range,
    Unreadable,
    best,
    buildings,
    fit,
    parse,
    parse_range,
    written,
)


def road(text: str) -> tuple[str, int | None, int] | None:
    found = next((one for one in parse(text) if one.kind is Kind.ROAD), None)
    return (found.name, found.number, found.minor) if found else None


def lot(text: str) -> tuple[str, int | None, int] | None:
    found = next((one for one in parse(text) if one.kind is Kind.LOT), None)
    return (found.name, found.number, found.minor) if found else None


@pytest.mark.parametrize(
    ("text", "name", "number", "minor"),
    [
        ("신월로12길 34-5", "신월로12길", 34, 5),
        ("신월로 12길 34-5", "신월로12길", 34, 5),
        ("신월로12길34-5", "신월로12길", 34, 5),
        ("신월로 12 길 34 - 5", "신월로12길", 34, 5),
        ("신월로12길 34－5 앞", "신월로12길", 34, 5),
        ("서울 양천구 신월로12길 34, 2층", "신월로12길", 34, 0),
        ("서울특별시 양천구 목동동로 105 (목동)", "목동동로", 105, 0),
        ("중앙로36가길 7", "중앙로36가길", 7, 0),
        ("은행정로3길 12-1 앞", "은행정로3길", 12, 1),
        ("월드컵북로 235 101동 502호", "월드컵북로", 235, 0),
        ("중앙로 12번길 3", "중앙로12번길", 3, 0),
        ("새싹길 9", "새싹길", 9, 0),
        ("신월로12길", "신월로12길", None, 0),
        ("올림픽대로 지하 77", "올림픽대로", 77, 0),
    ],
)
def test_roads(text: str, name: str, number: int | None, minor: int) -> None:
    assert road(text) == (name, number, minor)


@pytest.mark.parametrize(
    ("text", "name", "number", "minor"),
    [
        ("신정동 123-4번지", "신정동", 123, 4),
        ("신정동123-4", "신정동", 123, 4),
        ("양천구 신정동 산 12-3", "신정동산", 12, 3),
        ("신정4동 990번지", "신정4동", 990, 0),
        ("종로1가 24", "종로1가", 24, 0),
        ("선단동 567", "선단동", 567, 0),
        ("내촌면 내리 45-1", "내리", 45, 1),
    ],
)
def test_lots(text: str, name: str, number: int, minor: int) -> None:
    assert lot(text) == (name, number, minor)


@pytest.mark.parametrize("text", ["", "   ", "?", "살려 주세요", "010-1234-5678", "3-5"])
def test_what_is_no_address_is_none(text: str) -> None:
    assert road(text) is None
    assert lot(text) is None


@pytest.mark.parametrize(
    ("text", "building"),
    [
        ("목동아파트 101동", "101"),
        ("목동아파트101동", "101"),
        ("목동 아파트 제 101 동 1203호", "101"),
        ("성산빌라 가동", "가"),
        ("성산빌라 B동 3호", "b"),
        ("목동아파트", ""),
    ],
)
def test_buildings_of_a_complex(text: str, building: str) -> None:
    [found] = [one for one in parse(text) if one.kind is Kind.COMPLEX]
    assert found.building == building


@pytest.mark.parametrize(
    ("line", "again"),
    [
        ("신월로12길 1~35 홀수", "신월로12길 1~35 홀수"),
        ("신월로 12길 2 ～ 36  짝수", "신월로 12길 2~36 짝수"),
        ("신월로12길 34-5", "신월로12길 34-5"),
        ("신정동 123-4 ~ 125", "신정동 123-4~125"),
        ("신정동 123번지", "신정동 123"),
        ("신정동 산 12", "신정동산 12"),
        ("오목로5길 전체", "오목로5길"),
        ("오목로5길 20~", "오목로5길 20~"),
        ("목동아파트 101~105동", "목동아파트 101~105동"),
        ("목동아파트 101동, 103동 # 후문 쪽", "목동아파트 101, 103동 # 후문 쪽"),
        ("목동아파트", "목동아파트"),
    ],
)
def test_lines_of_the_office_are_read_and_written_alike(line: str, again: str) -> None:
    assert written(parse_range(line)) == again
    assert parse_range(again) == parse_range(line)


@pytest.mark.parametrize(
    ("line", "code"),
    [("", "no_name"), ("12~34", "no_name"), ("신월로 35~1", "upside_down"),
     ("신월로 1~2~3", "no_number"), ("가" * 61 + "로", "too_long")],
)  # fmt: skip
def test_a_line_that_is_none_says_why(line: str, code: str) -> None:
    with pytest.raises(Unreadable) as told:
        parse_range(line)
    assert told.value.code == code


def test_a_number_falls_into_its_range_only() -> None:
    odd = parse_range("신월로12길 1~35 홀수")
    assert fits("신월로12길 35-2", odd) is Fit.YES
    assert fits("신월로12길 36", odd) is Fit.NO
    assert fits("신월로12길 37", odd) is Fit.NO
    assert fits("신월로1길 35", odd) is Fit.NO
    assert fits("신월로12길", odd) is Fit.MAYBE
    lots = parse_range("신정동 123-4~125-2")
    assert fits("신정동 123-3", lots) is Fit.NO
    assert fits("신정동 124", lots) is Fit.YES
    assert fits("신정4동 125-2", lots) is Fit.YES  # as residents say it
    assert fits("신정동 125-3", lots) is Fit.NO
    assert fits("신정동 산 124", lots) is Fit.NO


def test_a_complex_is_known_by_its_name_and_building() -> None:
    some = parse_range("목동아파트 101~105동")
    assert fits("신정동 목동아파트 103동 501호", some) is Fit.YES
    assert fits("목동 아파트 106동", some) is Fit.NO
    assert fits("목동아파트", some) is Fit.MAYBE
    assert fits("푸른마을 103동", some) is Fit.NO


def test_sure_ones_push_out_possible_ones() -> None:
    ranges = [(1, parse_range("신월로 1~9")), (2, parse_range("신월로 10~20"))]
    assert [key for key, *_ in best("신월로 12", ranges)] == [2]
    assert [key for key, *_ in best("신월로", ranges)] == [1, 2]
    assert best("오목로 3", ranges) == []


def test_spans_of_buildings_are_not_endless() -> None:
    assert buildings("101~103, 105동 가") == {"101", "102", "103", "105", "가"}
    assert len(buildings("1~9999")) == 1


def fits(text: str, range_: Range) -> Fit:
    order = [Fit.YES, Fit.MAYBE, Fit.NO]
    return min((fit(one, range_) for one in parse(text)), key=order.index)


def test_an_address_is_plain_data() -> None:
    assert Address(kind=Kind.LOT, name="신정동") in parse("신정동")
