from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "dongne.outreach.exchange"
    label = "exchange"

    def ready(self) -> None:
        from dongne.foundation.organisations.public import register_card

        register_card(
            "data",
            _("파일에서 가져오기"),
            _("명단, 통, 구역, 업무분장, 지난 달 취합을 엑셀에서 옮깁니다."),
            "imports",
            "upload",
            lambda viewer: viewer.dong_id is not None and viewer.runs_outreach,
        )
        register_card(
            "data",
            _("주민 명단 가져오기"),
            _("쓰던 명단에서 주민을 옮깁니다. 이미 있는 사람은 나란히 보여 드립니다."),
            "import_persons",
            "users",
            lambda viewer: viewer.dong_id is not None and viewer.runs_outreach,
        )
        register_card(
            "data",
            _("모두 내보내기"),
            _("우리 동의 자료를 엑셀이나 JSON으로 받습니다."),
            "export",
            "download",
            lambda viewer: viewer.dong_id is not None and viewer.runs_outreach,
        )
