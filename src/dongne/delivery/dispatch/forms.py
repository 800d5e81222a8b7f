"""Forms: a registered mail's number, what became of a letter, a file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

DELIVERED, RETURNED = "delivered", "returned"


class NumberForm(forms.Form):
    """What the post told of a letter under way."""

    number = forms.CharField(
        label=_("등기번호"),
        max_length=40,
        help_text=_("숫자 13자리입니다. 바코드를 스캔해도 됩니다."),
    )
    what = forms.ChoiceField(
        label=_("어떻게 되었나요"),
        choices=[(DELIVERED, _("배달됨")), (RETURNED, _("돌아옴"))],
    )
    reason = forms.CharField(
        label=_("돌아온 까닭"),
        max_length=100,
        required=False,
        help_text=_("예: 수취인 부재, 이사, 주소 불명"),
    )
