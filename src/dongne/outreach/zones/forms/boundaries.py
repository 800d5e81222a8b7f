"""Forms of boundaries and addresses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from dongne.lib.outlines import LARGEST_FILE, Area, Unusable, from_text, mend, read_file

from ..words import unusable_text


class BoundaryFileForm(forms.Form):
    """A GeoJSON file; `areas` are what it holds, once the form is valid."""

    file = forms.FileField(
        label=gettext_lazy("경계 파일"),
        help_text=gettext_lazy("GeoJSON 파일(.geojson, .json), 좌표계 WGS 84(EPSG:4326), 8MB까지"),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
        error_messages={
            "required": gettext_lazy("경계 파일을 골라 주세요."),
            "empty": gettext_lazy("빈 파일입니다. 다시 내보내 주세요."),
        },
    )
    areas: list[Area]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            # One byte more than is allowed: the reader says what is too much.
            self.areas = read_file(file.read(LARGEST_FILE + 1))
        except Unusable as fault:
            raise forms.ValidationError(unusable_text(fault)) from None
        return file


class OutlineForm(forms.Form):
    """An outline as lines of corners, which the map writes too."""

    outline = forms.CharField(
        label=gettext_lazy("꼭짓점 좌표"),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "data-outline": ""}),
        max_length=400_000,
        help_text=gettext_lazy(
            "한 줄에 “경도, 위도”를 하나씩 적습니다. 떨어진 땅은 빈 줄로 나눕니다."
        ),
        error_messages={"required": gettext_lazy("지도에 그리거나 좌표를 적어 주세요.")},
    )
    geometry: dict[str, Any]
    mended: bool = False

    def clean_outline(self) -> str:
        text: str = self.cleaned_data["outline"]
        try:
            self.geometry, self.mended = mend(from_text(text))
        except Unusable as fault:
            raise forms.ValidationError(unusable_text(fault)) from None
        return text


class AddressesForm(forms.Form):
    """The addresses of a tong, one range a line."""

    lines = forms.CharField(
        label=gettext_lazy("주소 범위"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "한 줄에 하나씩 적습니다. 예: 신월로12길 1~35 홀수 / 신정동 123-4~125 / "
            "목동아파트 101~105동 / 오목로5길 전체 # 비고"
        ),
    )
