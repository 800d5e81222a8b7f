"""The form of a planned outing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dongne.design.forms import DateInput, TimeInput


class OutingForm(forms.Form):
    """A walk that is planned."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("날짜"), widget=DateInput)
    starts_at = forms.TimeField(label=_("나가는 시각"), required=False, widget=TimeInput)
    ends_at = forms.TimeField(label=_("돌아오는 시각"), required=False, widget=TimeInput)
    purpose = forms.CharField(
        label=_("목적"),
        max_length=200,
        help_text=_("예: 5통 골목 순찰, 홀로 사는 어르신 안부 확인"),
        error_messages={"required": _("목적을 한 줄로 적어 주세요.")},
    )
    place = forms.CharField(
        label=_("장소"),
        required=False,
        max_length=200,
        help_text=_("예: 5통·6통, 은행정 어린이공원"),
    )
