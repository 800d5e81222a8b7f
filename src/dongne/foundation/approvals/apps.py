from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "dongne.foundation.approvals"
    label = "approvals"

    def ready(self) -> None:
        from dongne.foundation.audit.public import register_undo, register_words
        from dongne.foundation.organisations.public import Section, register_card

        from . import finding, services, standard, tasks
        from .presenters import lines

        standard.register()
        finding.register()
        tasks.listen()
        register_card(
            Section.PAPERS,
            _("결재선"),
            _("문서 종류와 팀마다 메모보고인지 기안결재인지, 누가 결재하는지 정합니다."),
            "lines",
            "stamp",
            lambda viewer: viewer.dong_id is not None and viewer.runs_outreach,
        )
        register_card(
            Section.PAPERS,
            _("문서등록대장"),
            _("결재가 끝난 문서를 번호와 제목, 기안자로 찾습니다."),
            "register",
            "file",
            lambda viewer: viewer.dong_id is not None,
        )
        for action in ("line.set", "line.removed", "line.register_styled"):
            register_words(action, lines.told, kind=_("결재선"))
        register_undo("line.set", services.undo_line)
        register_undo("line.removed", services.undo_line)
        register_undo("line.register_styled", services.undo_register_style)
