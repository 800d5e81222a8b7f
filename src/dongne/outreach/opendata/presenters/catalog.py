"""The catalogue of files as DCAT 3 in JSON-LD (w3.org/TR/vocab-dcat-3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dongne.lib.seoul import iso_seoul

from .dictionary import CASES, FIGURES, Column

LICENSE = "https://www.kogl.or.kr/info/licenseType1.do"
MEDIA = "https://www.iana.org/assignments/media-types/"
HOURLY = "http://publications.europa.eu/resource/authority/frequency/HOURLY"
CONT = "http://publications.europa.eu/resource/authority/frequency/UPDATE_CONT"


def catalog(root: str, *, as_of: datetime | None, changed: date | None) -> dict[str, Any]:
    """`root` is the address of the installation, without a slash."""
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "csvw": "http://www.w3.org/ns/csvw#",
        },
        "@id": f"{root}{reverse('open_data_catalog')}",
        "@type": "dcat:Catalog",
        "dct:title": _("동네 공개 자료"),
        "dct:license": {"@id": LICENSE},
        "dcat:dataset": [
            _dataset(
                root,
                "cases",
                _("공개된 생활민원"),
                _("동네에서 알린 일과 그 결과. 사람에 관한 것은 싣지 않습니다."),
                CASES,
                {"text/csv": "open_data_cases_csv", "application/geo+json": "open_data_cases"},
                modified=changed.isoformat() if changed else None,
                often=CONT,
            ),
            _dataset(
                root,
                "figures",
                _("생활민원 처리 통계"),
                _("시·도, 시·군·구, 읍·면·동마다, 달과 종류마다 건수와 걸린 시간"),
                FIGURES,
                {"text/csv": "open_data_figures_csv"},
                modified=iso_seoul(as_of) if as_of else None,
                often=HOURLY,
            ),
        ],
    }


def _dataset(
    root: str,
    name: str,
    title: str,
    description: str,
    columns: tuple[Column, ...],
    files: dict[str, str],
    *,
    modified: str | None,
    often: str,
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": f"{root}{reverse('open_data')}#{name}",
        "@type": "dcat:Dataset",
        "dct:identifier": name,
        "dct:title": title,
        "dct:description": description,
        "dct:language": "ko",
        "dct:license": {"@id": LICENSE},
        "dct:accrualPeriodicity": {"@id": often},
        "dcat:landingPage": {"@id": f"{root}{reverse('open_data')}"},
        "dct:conformsTo": {"@id": f"{root}{reverse('open_data_dictionary')}"},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": {"@id": f"{root}{reverse(url_name)}"},
                "dcat:mediaType": {"@id": f"{MEDIA}{media}"},
                "dct:license": {"@id": LICENSE},
            }
            for media, url_name in files.items()
        ],
        "csvw:tableSchema": {
            "csvw:columns": [
                {
                    "csvw:name": column.name,
                    "csvw:datatype": column.kind,
                    "dct:description": str(column.meaning),
                }
                for column in columns
            ]
        },
    }
    return found | ({"dct:modified": modified} if modified else {})
