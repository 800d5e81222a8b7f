"""Made-up content for the style page: one example of every component."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongne.design.forms import Chips, DateInput, PhotoInput, TimeInput


class ExampleForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("활동 종류"),
        widget=Chips,
        choices=[
            ("reading", gettext_lazy("민심 청취")),
            ("liaison", gettext_lazy("주민 연락")),
            ("care", gettext_lazy("돌봄 이웃 발견")),
            ("other", gettext_lazy("그 밖의 일")),
        ],
        initial="reading",
    )
    day = forms.DateField(label=gettext_lazy("날짜"), widget=DateInput)
    time = forms.TimeField(label=gettext_lazy("시각"), widget=TimeInput, required=False)
    memo = forms.CharField(
        label=gettext_lazy("보고 들은 것"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("이름과 전화번호는 적지 않습니다."),
    )
    people = forms.IntegerField(label=gettext_lazy("만난 사람"), min_value=0, required=False)
    tong = forms.ChoiceField(
        label=gettext_lazy("통"),
        choices=[("", gettext_lazy("고르세요")), ("1", "1통"), ("2", "2통")],
        required=False,
    )
    photos = forms.FileField(label=gettext_lazy("사진"), widget=PhotoInput, required=False)
    counted = forms.BooleanField(label=gettext_lazy("실적에 넣기"), required=False, initial=True)


def context() -> dict[str, Any]:
    nav = [
        {"label": _("오늘"), "url": "#today", "icon": "sun", "current": True, "hotkey": "g"},
        {"label": _("활동"), "url": "#activities", "icon": "notebook"},
        {"label": _("보고"), "url": "#reports", "icon": "file", "count": 3},
        {"label": _("결재함"), "url": "#inbox", "icon": "stamp", "count": 12},
        {"label": _("집계"), "url": "#rollup", "icon": "table"},
        {"label": _("우리 동네"), "url": "#zones", "icon": "map"},
    ]
    months = [18, 22, 17, 25, 31, 28, 34, 30, 41]
    return {
        "nav": nav,
        "account": {"name": "김다온", "role": _("복지플래너"), "place": "신정4동"},
        "crumbs": [
            {"label": _("첫 화면"), "url": "/"},
            {"label": _("보고"), "url": "#reports"},
            {"label": _("3월 17일 보고")},
        ],
        "tabs": [
            {"label": _("전체"), "url": "#t1", "current": True, "count": 41},
            {"label": _("작성 중"), "url": "#t2", "count": 2},
            {"label": _("결재 중"), "url": "#t3", "count": 7},
            {"label": _("반려"), "url": "#t4", "count": 1},
        ],
        "months": months,
        "fields": [
            {"label": _("복지"), "value": 124, "href": "#f1"},
            {"label": _("환경"), "value": 129, "href": "#f2", "tone": "accent"},
            {"label": _("안전"), "value": 5, "href": "#f3"},
            {"label": _("민원"), "value": 1, "note": _("지난달 4건")},
            {"label": _("홍보"), "value": 4},
            {"label": _("일반"), "value": 26},
        ],
        "line": [
            {"role": _("기안"), "name": "김다온", "title": _("주무관"), "state": "done",
             "date": "3. 17. 17:40"},
            {"role": _("검토"), "name": "박서준", "title": _("행정팀장"), "state": "done",
             "date": "3. 17. 18:02"},
            {"role": _("협조"), "name": "이하늘", "title": _("복지1팀장"), "state": "current"},
            {"role": _("결재"), "name": "최은별", "title": _("동장"), "state": "waiting"},
        ],
        "returned": [
            {"role": _("기안"), "name": "김다온", "state": "done", "date": "3. 18."},
            {"role": _("검토"), "name": "박서준", "state": "returned", "date": "3. 18.",
             "note": _("사진의 장소를 적어 주세요.")},
        ],
        "facts": [
            {"label": _("언제"), "value": _("2017년 3월 17일 금요일 14:10"), "icon": "clock"},
            {"label": _("어디서"), "value": _("신정4동 12통, 은행정 어린이공원"), "icon": "pin",
             "href": "#map", "action": _("고치기")},
            {"label": _("측정"), "value": ""},
        ],
        "steps": [_("적기"), _("사진"), _("확인"), _("보내기")],
        "people": ["김다온", "박서준", "이하늘", "최은별", "정가람", "Minji"],
        "before": {"src": picture("#c9c1b5", "#8d8375"), "alt": _("부서진 보도블록")},
        "after": {"src": picture("#d5e3cf", "#7fa06f"), "alt": _("고쳐진 보도블록")},
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
