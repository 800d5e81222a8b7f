"""Memos as officers write them, varied enough that a search means something; the same every time.

Twenty thousand sentences, some of whose words stand in half of them and some in a single one.
PostgreSQL deals them out to the activities, so that their lexemes are cut here only once.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import psycopg

from dongne.lib.bigrams import lexemes, tsvector

COUNT = 20_000
RARE = "해태석상"
"""Stands in one memo."""
COMMON = "골목"
"""Stands in every second."""
TOGETHER = "맨홀 파손"
"""Two words that stand in one memo of a hundred or so."""

_WHERE = ("입구", "안쪽", "모퉁이", "끝", "중간쯤", "건너편", "초입", "막다른 곳")
_WHAT = ("맨홀", "보도블록", "가로등", "반사경", "빗물받이", "안내판", "난간", "전봇대", "화단",
         "의류수거함", "볼라드", "담장", "전선", "정류장", "계단", "공중전화", "소화전", "현수막",
         "놀이터", "경로당")  # fmt: skip
_HOW = ("파손", "침하", "기울어짐", "꺼짐", "막힘", "더러움", "흔들림", "녹슴", "없어짐",
        "금이 감", "물 고임", "쓰레기 쌓임")  # fmt: skip
_WHO = ("어르신", "통장님", "주민", "상인", "학부모", "경비원", "미화원", "배달 기사")
_THEN = ("도로과에 알림", "청소과에 알리기로 함", "다음 주에 다시 보기로 함",
         "안전 테이프를 침", "사진을 찍어 둠", "구청에 요청함", "그 자리에서 치움",
         "복지팀과 함께 방문하기로 함")  # fmt: skip
_FAMILY = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허남심노하곽성차주우구민진"
_GIVEN = (
    "가경광규기나다덕도동라명미민범병보상서선성세소수숙순승시아안연영예옥용우원유윤은의인일임자재"
    "정종주준지진찬창철춘태하학한해향현형혜호홍화환희"
)


def memos() -> Iterator[tuple[str, str]]:
    """Each memo and its lexemes as PostgreSQL reads a `tsvector`, still without the dong's."""
    rng = Random("우리동네 메모")
    for number in range(COUNT):
        text = _memo(rng, lane=number % 2 == 0)
        if number == COUNT // 2:
            text = f"{text}. {RARE} 옆"
        yield text, tsvector(lexemes(text))


def write(connection: psycopg.Connection) -> None:
    """As a table of this connection: `memos (number, memo, words)`."""
    connection.execute("CREATE TEMP TABLE memos (number int PRIMARY KEY, memo text, words text)")
    with connection.cursor() as cursor, cursor.copy("COPY memos FROM STDIN") as copy:
        for number, (memo, words) in enumerate(memos()):
            copy.write_row((number, memo, words))
    connection.execute("ANALYZE memos")


def _memo(rng: Random, *, lane: bool) -> str:
    name = rng.choice(_FAMILY) + rng.choice(_GIVEN) + rng.choice(_GIVEN)
    road = f"{rng.choice(_GIVEN)}{rng.choice(_GIVEN)}로{rng.randrange(1, 90)}길"
    place = COMMON if lane else "큰길"
    return (
        f"{road} {rng.randrange(1, 200)} {place} {rng.choice(_WHERE)} {rng.choice(_WHAT)} "
        f"{rng.choice(_HOW)}. {name} {rng.choice(_WHO)} 말씀을 듣고 {rng.choice(_THEN)}"
    )
