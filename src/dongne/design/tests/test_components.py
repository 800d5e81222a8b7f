"""Rules of the components that somebody would stumble over if they broke."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from dongne.design.display import COOKIE, Display
from dongne.design.forms import Chips, PhotoInput, Renderer


class VisitForm(forms.Form):
    memo = forms.CharField(label="메모", help_text="이름은 적지 않습니다.", widget=forms.Textarea)
    kind = forms.ChoiceField(label="종류", choices=[("a", "청취"), ("b", "연락")], widget=Chips)
    counted = forms.BooleanField(label="실적에 넣기", required=False)
    photo = forms.FileField(label="사진", widget=PhotoInput, required=False)


def render(source: str, **context: object) -> str:
    return Template("{% load design frame %}" + source).render(Context(context))


def ids(html: str) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', html)


def described_by(html: str) -> list[str]:
    return " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()


@pytest.fixture
def wrong() -> VisitForm:
    return VisitForm({"memo": "", "kind": "a"}, renderer=Renderer())


def test_every_label_points_at_a_control(wrong: VisitForm) -> None:
    html = render("{% fields form %}", form=wrong)
    assert set(re.findall(r'for="([^"]+)"', html)) <= set(ids(html))


def test_every_description_exists_and_no_id_is_doubled(wrong: VisitForm) -> None:
    html = render("{% error_summary form %}{% fields form %}", form=wrong)
    assert set(described_by(html)) == {"id_memo_helptext", "id_memo_error"}
    assert set(described_by(html)) <= set(ids(html))
    assert len(ids(html)) == len(set(ids(html)))


def test_a_wrong_field_says_so_in_words_and_to_readers(wrong: VisitForm) -> None:
    html = render("{% field form.memo %}", form=wrong)
    assert 'aria-invalid="true"' in html
    assert "오류:" in html


def test_the_summary_leads_to_the_field(wrong: VisitForm) -> None:
    html = render("{% error_summary form %}{% fields form %}", form=wrong)
    assert 'href="#field-memo"' in html
    assert 'id="field-memo"' in html


def test_a_form_without_faults_has_no_summary() -> None:
    assert render("{% error_summary form %}", form=VisitForm()).strip() == ""


def test_choices_are_a_group_with_a_name(wrong: VisitForm) -> None:
    html = render("{% field form.kind %}", form=wrong)
    assert html.count("<fieldset") == 1
    assert re.search(r"<legend[^>]*>종류", html)
    assert html.count('type="radio"') == 2


def test_the_renderer_makes_the_same_field_as_the_tag(wrong: VisitForm) -> None:
    by_renderer = str(wrong["memo"].as_field_group())
    by_tag = render("{% field form.memo %}", form=wrong)
    assert by_renderer.split() == by_tag.split()


def test_what_people_wrote_is_never_markup() -> None:
    evil = "<script>alert(1)</script>"
    html = render(
        "{% button t %}{% badge t %}{% card t %}{% endcard %}{% page_header t lead=t %}"
        "{% endpage_header %}{% facts rows %}{% bar_list bars caption=t %}"
        "{% photo '/p' t caption=t %}{% approval_boxes line %}{% avatar t %}"
        "{% alert 'info' title=t %}{{ t }}{% endalert %}",
        t=evil,
        rows=[(evil, evil)],
        bars=[{"label": evil, "value": 1}],
        line=[{"role": evil, "name": evil, "state": "done", "note": evil}],
    )
    assert "<script" not in html


def test_nothing_uses_inline_style_or_handlers() -> None:
    html = render(
        "{% bar_list rows caption='분야' %}{% ring 3 4 '오늘' %}{% stat '활동' 3 series=series %}",
        rows=[{"label": "복지", "value": 3}, {"label": "환경", "value": 0}],
        series=[1, 2, 3],
    )
    assert not re.search(r"\s(style|on\w+)=", html)


def test_bars_are_a_table_that_says_the_figures() -> None:
    rows = [{"label": "복지", "value": 124}, {"label": "환경", "value": 129}]
    html = render("{% bar_list rows caption='3월' unit='건' %}", rows=rows)
    assert "<caption>3월</caption>" in html
    assert "124건" in html
    assert 'width="96.1%"' in html
    assert 'width="100.0%"' in html


def test_all_bars_of_nothing_are_empty() -> None:
    html = render("{% bar_list rows caption='3월' %}", rows=[{"label": "복지", "value": 0}])
    assert 'width="0.0%"' in html


def test_the_box_whose_turn_it_is_is_marked_and_named() -> None:
    line = [
        {"role": "기안", "name": "김다온", "state": "done", "date": "3. 17."},
        {"role": "결재", "name": "최은별", "state": "current"},
    ]
    html = render("{% approval_boxes line %}", line=line)
    assert html.count('aria-current="step"') == 1
    assert "마침" in html
    assert "차례" in html


def test_a_button_with_an_address_is_a_link_and_an_icon_alone_keeps_its_name() -> None:
    assert render("{% button '열기' href='/x/' %}").startswith("<a ")
    html = render("{% button '닫기' icon='x' hide_label=True type='button' data_close='' %}")
    assert '<span class="sr-only">닫기</span>' in html


@pytest.mark.parametrize(("count", "tabs", "more"), [(0, 0, 0), (5, 5, 0), (6, 4, 2)])
def test_a_phone_has_at_most_five_places(count: int, tabs: int, more: int) -> None:
    html = render(
        "{% split_nav nav as p %}{{ p.tabs|length }} {{ p.more|length }}", nav=list(range(count))
    )
    assert html == f"{tabs} {more}"


@pytest.mark.parametrize("text", ["", "huge", "m.loud", "xl.contrast.more", "<x>"])
def test_a_strange_cookie_gives_a_normal_screen(text: str) -> None:
    assert Display.parse(text).classes in {"size-m", "size-xl"}


def test_screen_settings_survive_their_way_through_the_cookie() -> None:
    for step in ("s", "m", "l", "xl", "xxl"):
        for contrast in (True, False):
            chosen = Display(step=step, contrast=contrast)
            assert Display.parse(str(chosen)) == chosen


def test_the_page_arrives_in_the_chosen_size() -> None:
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = "xxl.contrast"
    html = Template("{% load frame %}{% display as d %}{{ d.classes }}").render(
        Context({"request": request})
    )
    assert html == "size-xxl contrast"
