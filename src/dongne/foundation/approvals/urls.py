"""The inbox, the register, the settings of lines, and what is done with a paper of some kind."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import deciding, inbox, lines, register

urlpatterns = [
    path("inbox", inbox.inbox, name="inbox"),
    path("inbox/memos", inbox.memos, name="inbox_memos"),
    path("inbox/copies", inbox.copies, name="inbox_copies"),
    path("inbox/copies/<int:line_id>/read", inbox.tick_copy, name="copy_read"),
    path("inbox/after-reports", inbox.after_reports, name="inbox_after_reports"),
    path(
        "inbox/after-reports/<int:line_id>/read", inbox.tick_after_report, name="after_report_read"
    ),
    path("inbox/sent", inbox.sent, name="inbox_sent"),
    path("papers/", register.register, name="register"),
    path("papers/register.<slug:shape>", register.register_file, name="register_file"),
    path("office/lines", lines.lines, name="lines"),
    path("office/lines/new", lines.line_new, name="line_new"),
    path("office/lines/<int:rule_id>", lines.line_edit, name="line_edit"),
    path("office/lines/<int:rule_id>/remove", lines.line_remove, name="line_remove"),
    path("office/lines/numbers", lines.register_style, name="register_style"),
]


def decisions(prefix: str, subject_type: str) -> list[URLPattern]:
    """`<prefix>/<uuid>/approve`, `return`, `withdraw`, `copies` and `outside`, for the urls of the
    module that has the paper. Their names begin with the subject's type: `report_approve`.
    """
    kind = {"subject_type": subject_type}
    acts = {
        "approve": deciding.approve,
        "return": deciding.return_,
        "withdraw": deciding.withdraw,
        "copies": deciding.copies,
        "outside": deciding.outside,
    }
    return [
        path(f"{prefix}/<uuid:subject_id>/{act}", view, kind, name=f"{subject_type}_{act}")
        for act, view in acts.items()
    ]
