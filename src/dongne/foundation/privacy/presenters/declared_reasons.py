"""Until when what models declare is kept, and why it is not encrypted, said to people."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dongne.lib.personal_data import (
    IMPORT_ROWS_GO,
    KEPT_THREE_YEARS,
    KEPT_TWO_YEARS,
    KEPT_WITH_OFFICER,
    KEPT_WITH_RECORD,
    WHY_FREE_TEXT,
    WHY_STAFF,
)

_UNITS = _(
    "구역별 명단을 통으로 나눕니다. 통은 수백 세대라 누구인지 알 수 없습니다. "
    "성별, 언어, 연락 방법만으로도 누구인지 알 수 없습니다."
)
_INDEX = _("색인에서는 번호나 주소를 알아낼 수 없습니다.")
_ACCIDENT = _("사고를 보고하는 글입니다. 사람의 이름은 적지 않게 안내합니다.")

UNTIL: dict[str, str | Promise] = {
    "until somebody has taken it over or discarded it; then the body is emptied": _(
        "누군가 활동으로 올리거나 버릴 때까지. 그때 내용을 비웁니다."
    ),
    "as long as something may come that was sealed to it": _(
        "이 열쇠로 봉한 것이 더 올 수 있는 동안"
    ),
    "when it was handed over, withdrawn, refused or destroyed": _(
        "서류를 전달하거나 신청이 취하·거부·파기로 끝날 때까지."
    ),
    "two hours after it was begun, or when whoever writes it says so": _(
        "쓰기 시작한 지 두 시간 뒤, 또는 쓰는 사람이 지울 때"
    ),
    "seven days after the file was handed in, or as the dong has set it (a daily job)": _(
        "파일을 넣은 지 7일 뒤, 또는 동이 정한 때에 날마다 지웁니다"
    ),
    "the file goes once it was printed, or after seven days; the row stays with the record": _(
        "서류 파일은 뽑거나 7일이 지나면 지웁니다. 주고받은 기록은 사무실의 기록으로 남습니다."
    ),
    KEPT_WITH_RECORD: _(
        "기록물의 보존기간까지(공공기록물법 시행령 제26조). 본인이 요구하면 그 전에 정정하거나 "
        "삭제합니다."
    ),
    KEPT_WITH_OFFICER: _("인사 기록을 보존하는 동안. 필요 없게 된 것은 계정 관리자가 정리합니다."),
    KEPT_TWO_YEARS: _("2년 이상(안전성 확보조치 기준 제8조). 프로그램이 스스로 지우지 않습니다."),
    KEPT_THREE_YEARS: _("3년(안전성 확보조치 기준 제5조제3항). 지나면 밤에 지웁니다."),
    IMPORT_ROWS_GO: _("파일을 받은 날부터 30일. 지나면 밤에 지웁니다."),
    "emptied when the list is taken in, gone with the import after thirty days": _(
        "명부를 반영하면 비우고, 30일 뒤 지웁니다."
    ),
    "With its message.": _("그 알림을 지울 때까지."),
    "Emptied when the person is destroyed, and by the retention of messages.": _(
        "그 사람의 정보를 파기하거나 알림의 보유기간이 끝날 때까지."
    ),
    "Kept while it holds: without it, the wish could not be honoured.": _(
        "수신 거부가 이어지는 동안. 지우면 거부한 뜻을 지킬 수 없습니다."
    ),
    "three years after it was closed, with the person's other data": _(
        "처리를 마친 뒤 3년. 그 사람의 다른 정보와 함께 파기합니다."
    ),
    "the protected person is destroyed": _("보호받는 사람의 정보를 파기할 때까지."),
    "its last member is destroyed": _("마지막 세대원의 정보를 파기할 때까지."),
    "the person is destroyed": _("그 사람의 정보를 파기할 때까지."),
    "emptied when the merge can no longer be taken back, seven days later": _(
        "합친 뒤 7일. 되돌릴 수 없게 되면 비웁니다."
    ),
    "the end of the time-limit of its retention class, or the person's own request": _(
        "종류별 보유기간이 끝나거나 본인이 삭제를 요구할 때까지."
    ),
    "Goes with the text it stood in, or when the person asks for it.": _(
        "적혀 있던 글을 지우거나 본인이 요구할 때까지."
    ),
    "Goes with the thing whose time-limit it belongs to.": _(
        "그 기한이 걸린 일의 기록을 지울 때까지."
    ),
    "five years after it was closed": _("대응을 끝낸 뒤 5년."),
    "kept for good: it is the proof of destruction": _("영구. 파기를 증명하는 기록입니다."),
    "with its breach": _("그 유출 사고의 기록을 지울 때까지."),
    "until its officer deletes it": _("저장한 직원이 지울 때까지."),
    "when the session ends; swept every night": _("로그아웃할 때까지. 남은 것은 밤에 지웁니다."),
    "When the officer ends it, or the push service says that it is gone.": _(
        "직원이 끄거나 브라우저에서 사라질 때까지."
    ),
    "the end of the log's own time-limit": _("접속기록의 보존기간까지."),
    "as long as the log itself": _("접속기록과 같은 기간."),
    "Swept a day after it ended.": _("끝나고 하루가 지나면 지웁니다"),
    "Swept every ten minutes once its window, a day at most, is over.": _(
        "정한 시간(길어야 하루)이 지나면 10분마다 지웁니다"
    ),
    "a day after it was begun, or when whoever writes it says so": _(
        "쓰기 시작한 지 하루 뒤, 또는 쓰는 사람이 지울 때"
    ),
    "as long as the paper with the code may hang anywhere": _(
        "코드가 찍힌 종이가 어딘가 붙어 있을 수 있는 동안"
    ),
    "thirty days after the event, by a job of every night": _(
        "일이 있은 지 30일 뒤 밤마다 지웁니다"
    ),
    "with the key: five years after it was revoked, by whoever administers": _(
        "열쇠를 거둔 지 5년 뒤 시스템 관리자가 열쇠와 함께 지웁니다"
    ),
}

WHY_CLEAR: dict[str, str | Promise] = {
    "the body is sealed to the office's key, which lies in the vault": _(
        "내용은 사무소의 열쇠로 봉해져 있고, 그 열쇠는 금고에 있습니다."
    ),
    WHY_STAFF: _("누가 처리했는지는 기관의 문서와 화면에 그대로 남아야 합니다."),
    WHY_FREE_TEXT: _(
        "담당자가 읽고 찾아야 하는 글입니다. 적을 때 전화번호와 전자우편은 따로 빼고, "
        "주민등록번호는 받지 않습니다."
    ),
    "The indexes are keyed: nothing can be read from them.": _INDEX,
    "codes of services, for the officer to prepare; the digest is keyed": _(
        "담당자가 준비하는 데 필요한 민원의 이름입니다. 요약값에서는 내용을 알아낼 수 없습니다."
    ),
    "codes of services, by which nobody is found; " + WHY_FREE_TEXT: _(
        "민원의 이름만으로는 누구인지 알 수 없습니다."
    ),
    "the kind of reason is needed to show and end a block, and names nobody": _(
        "차단을 보이고 푸는 데 필요하며, 누구인지는 나타나지 않습니다."
    ),
    "lists of a zone are read by tong; a unit of some hundred households": _(
        "구역별 명단을 통으로 나눕니다. 통은 수백 세대라 누구인지 알 수 없습니다."
    ),
    "between two keys it names nobody; households are drawn up by it": _(
        "세대를 나타내는 데 필요하며, 이것만으로는 누구인지 알 수 없습니다."
    ),
    "lists of a zone are read by tong, and a unit of some hundred households points at nobody; "
    "sex, language and way of reaching choose a text and say nothing of who it is": _UNITS,
    "It is told in the notice; the page asks to leave names out.": _(
        "통지에 그대로 나가는 글입니다. 사람의 이름은 적지 않게 안내합니다."
    ),
    "place and time are those of the work and shown to who reads the record; a program cannot "
    "find faces in a picture": _(
        "때와 곳은 한 일의 것이며 기록을 보는 사람에게 필요합니다. "
        "사진 속 얼굴은 프로그램이 가려낼 수 없습니다."
    ),
    "a report on an accident, to be written without naming anybody": _ACCIDENT,
    "the reason of holding back is about a law-suit or an audit, not a name": _(
        "소송이나 감사 같은 까닭만 적고, 이름은 적지 않게 안내합니다."
    ),
    "The log has to be read without the keys of what it tells of.": _(
        "접속기록은 암호를 풀지 않고도 읽을 수 있어야 합니다."
    ),
    "reasons of a decision about a list, which names nobody": _(
        "목록에 대한 판단이며, 사람의 이름은 들어 있지 않습니다."
    ),
    "it is read beside the log, which names the same people": _(
        "같은 직원이 적힌 접속기록과 함께 봅니다."
    ),
    "a record of supervision has to be readable without keys": _(
        "감독한 기록은 암호를 풀지 않고도 읽을 수 있어야 합니다."
    ),
    "The digest is keyed: nothing can be read from it.": _(
        "열쇠로 만든 요약값이라 내용을 알 수 없습니다"
    ),
    "whoever looks for a fault reads it; it is the other program's own words": _(
        "문제를 찾는 사람이 읽습니다. 상대 프로그램이 적은 말입니다"
    ),
    "digests are keyed: nothing can be read from them; the office is told to name nobody": _(
        "요약값에서는 번호나 생년월일을 알아낼 수 없습니다. 사람의 이름은 적지 않게 안내합니다."
    ),
}
