"""Made-up content for the style page: one example of every component, in Korean only."""

from typing import Any

from django import forms

from dongne.design.forms import Chips, DateInput, PhotoInput, TimeInput


class ExampleForm(forms.Form):
    kind = forms.ChoiceField(
        label="활동 종류",
        widget=Chips,
        choices=[
            ("reading", "민심 청취"),
            ("liaison", "주민 연락"),
            ("care", "돌봄 이웃 발견"),
            ("other", "그 밖의 일"),
        ],
        initial="reading",
    )
    day = forms.DateField(label="날짜", widget=DateInput)
    time = forms.TimeField(label="시각", widget=TimeInput, required=False)
    memo = forms.CharField(
        label="보고 들은 것",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="이름과 전화번호는 적지 않습니다.",
    )
    people = forms.IntegerField(label="만난 사람", min_value=0, required=False)
    tong = forms.ChoiceField(
        label="통",
        choices=[("", "고르세요"), ("1", "1통"), ("2", "2통")],
        required=False,
    )
    photos = forms.FileField(label="사진", widget=PhotoInput, required=False)
    counted = forms.BooleanField(label="실적에 넣기", required=False, initial=True)


def context() -> dict[str, Any]:
    nav = [
        {"label": "오늘", "url": "#today", "icon": "sun", "current": True, "hotkey": "g"},
        {"label": "활동", "url": "#activities", "icon": "notebook"},
        {"label": "보고", "url": "#reports", "icon": "file", "count": 3},
        {"label": "결재함", "url": "#inbox", "icon": "stamp", "count": 12},
        {"label": "집계", "url": "#rollup", "icon": "table"},
        {"label": "우리 동네", "url": "#zones", "icon": "map"},
    ]
    months = [18, 22, 17, 25, 31, 28, 34, 30, 41]
    return {
        "nav": nav,
        "account": {"name": "김다온", "role": "복지플래너", "place": "신정4동"},
        "crumbs": [
            {"label": "첫 화면", "url": "/"},
            {"label": "보고", "url": "#reports"},
            {"label": "3월 17일 보고"},
        ],
        "tabs": [
            {"label": "전체", "url": "#t1", "current": True, "count": 41},
            {"label": "작성 중", "url": "#t2", "count": 2},
            {"label": "결재 중", "url": "#t3", "count": 7},
            {"label": "반려", "url": "#t4", "count": 1},
        ],
        "months": months,
        "fields": [
            {"label": "복지", "value": 124, "href": "#f1"},
            {"label": "환경", "value": 129, "href": "#f2", "tone": "accent"},
            {"label": "안전", "value": 5, "href": "#f3"},
            {"label": "민원", "value": 1, "note": "지난달 4건"},
            {"label": "홍보", "value": 4},
            {"label": "일반", "value": 26},
        ],
        "line": [
            {"role": "기안", "name": "김다온", "title": "주무관", "state": "done",
             "date": "3. 17. 17:40"},
            {"role": "검토", "name": "박서준", "title": "행정팀장", "state": "done",
             "date": "3. 17. 18:02"},
            {"role": "협조", "name": "이하늘", "title": "복지1팀장", "state": "current"},
            {"role": "결재", "name": "최은별", "title": "동장", "state": "waiting"},
        ],
        "returned": [
            {"role": "기안", "name": "김다온", "state": "done", "date": "3. 18."},
            {"role": "검토", "name": "박서준", "state": "returned", "date": "3. 18.",
             "note": "사진의 장소를 적어 주세요."},
        ],
        "facts": [
            {"label": "언제", "value": "2017년 3월 17일 금요일 14:10", "icon": "clock"},
            {"label": "어디서", "value": "신정4동 12통, 은행정 어린이공원", "icon": "pin",
             "href": "#map", "action": "고치기"},
            {"label": "측정", "value": ""},
        ],
        "steps": ["적기", "사진", "확인", "보내기"],
        "people": ["김다온", "박서준", "이하늘", "최은별", "정가람", "Minji"],
        "before": {"src": picture("#c9c1b5", "#8d8375"), "alt": "부서진 보도블록"},
        "after": {"src": picture("#d5e3cf", "#7fa06f"), "alt": "고쳐진 보도블록"},
    }  # fmt: skip


def picture(sky: str, ground: str) -> str:
    """A small drawn picture, so that the page needs no file."""
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 300'>"
        f"<rect width='400' height='300' fill='{sky}'/>"
        f"<path d='M0 190h400v110H0zM0 220l400-40M60 300l80-110M260 300l-20-115' "
        f"fill='{ground}' stroke='{sky}' stroke-width='6'/>"
        "<circle cx='320' cy='70' r='28' fill='#fff' opacity='.7'/></svg>"
    )
    return "data:image/svg+xml," + svg.replace("#", "%23").replace("<", "%3C").replace(">", "%3E")
