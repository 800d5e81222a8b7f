from __future__ import annotations

from django.urls import URLPattern, path, re_path

from .views import (
    acting,
    case,
    editing,
    entering,
    exports,
    handing,
    lists,
    many,
    merging,
    settings,
    telling,
)

urlpatterns: list[URLPattern] = [
    # Lists before the page of one case.
    path("cases/", lists.cases, name="cases"),
    path("cases/load", lists.cases_load, name="cases_load"),
    path("cases/many", many.cases_many, name="cases_many"),
    path("cases/many/undo", many.cases_many_undo, name="cases_many_undo"),
    path("cases/export", exports.cases_export, name="cases_export"),
    path("cases/new", entering.case_new, name="case_new"),
    path("cases/new/aside", entering.case_new_aside, name="case_new_aside"),
    path("cases/settings", settings.case_settings, name="case_settings"),
    path("cases/<uuid:case_id>", case.case, name="case"),
    path(
        "cases/<uuid:case_id>/photos/<str:sha256>/<str:variant>",
        case.case_photo,
        name="case_photo",
    ),
    path("cases/<uuid:case_id>/print", case.case_print, name="case_print"),
    path(
        "cases/<uuid:case_id>/reporters/<uuid:reporter_id>/open",
        case.case_open_reporter,
        name="case_open_reporter",
    ),
    path("cases/<uuid:case_id>/hand-over", handing.case_hand_over, name="case_hand_over"),
    path("cases/<uuid:case_id>/tell", telling.case_tell, name="case_tell"),
    path("cases/<uuid:case_id>/follow", telling.case_follow, name="case_follow"),
    path("cases/<uuid:case_id>/merge", merging.case_merge, name="case_merge"),
    path("cases/<uuid:case_id>/edit", editing.case_edit, name="case_edit"),
    path("cases/<uuid:case_id>/public", editing.case_public, name="case_public"),
    path(
        "cases/<uuid:case_id>/outside/<uuid:outside_id>",
        acting.case_outside_end,
        name="case_outside_end",
    ),
    path("cases/<uuid:case_id>/<slug:deed>", acting.case_do, name="case_do"),
    # What somebody reads out from a receipt.
    re_path(
        r"^cases/(?P<case_number>[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}-?[0-9A-Za-z]{3})$",
        case.case_by_number,
        name="case_by_number",
    ),
]
