"""Sentences for what is refused of files, outlines and lines of addresses."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.lib.addresses import Unreadable
from dongne.lib.outlines import Unusable


def unusable_text(fault: Unusable) -> str:
    """What is wrong with a file or an outline, and what to do about it."""
    sentences = {
        "too_large": _("파일이 너무 큽니다. 8MB까지 올릴 수 있습니다."),
        "not_json": _("GeoJSON 파일이 아닙니다. 지도 프로그램에서 GeoJSON으로 내보내 주세요."),
        "not_geojson": _("GeoJSON 파일로 읽을 수 없습니다. 다시 내보내 주세요."),
        "no_areas": _("경계가 없는 파일입니다. 면(폴리곤)이 들어 있는지 확인해 주세요."),
        "too_many": _("경계가 너무 많습니다. 우리 동의 경계만 골라 내보내 주세요."),
        "other_shapes": _("면(폴리곤)이 아닌 도형이 있습니다. 점과 선을 빼고 다시 내보내 주세요."),
        "projected": _(
            "좌표가 경도와 위도가 아닙니다. 평면 좌표(EPSG:5179, EPSG:5174 등)로 보입니다. "
            "지도 프로그램에서 좌표계를 WGS 84(EPSG:4326)로 바꾸어 내보내 주세요."
        ),
        "swapped": _("위도와 경도의 순서가 뒤바뀌었습니다. 경도를 먼저, 위도를 뒤에 적어 주세요."),
        "elsewhere": _("우리나라 밖의 좌표가 있습니다. 좌표를 확인해 주세요."),
        "not_corners": _("한 줄에 “경도, 위도”를 하나씩 적어 주세요. 읽을 수 없는 줄이 있습니다."),
        "empty": _("넓이가 없는 경계가 있습니다. 점을 셋 이상 찍어 주세요."),
    }
    sentence = sentences.get(fault.code, sentences["not_geojson"])
    return f"{sentence} ({fault.detail})" if fault.detail else sentence


def unreadable_text(fault: Unreadable) -> str:
    """What is wrong with a line of addresses."""
    return {
        "no_name": _("도로나 동, 아파트의 이름이 없습니다."),
        "no_number": _("번호를 읽을 수 없습니다. “신월로12길 1~35 홀수”처럼 적어 주세요."),
        "upside_down": _("끝 번호가 시작 번호보다 작습니다."),
        "too_long": _("한 줄이 너무 깁니다. 나누어 적어 주세요."),
    }[fault.code]
