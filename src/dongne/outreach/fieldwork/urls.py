from django.urls import path

from dongne.foundation.approvals.urls import decisions

from .papers import FORMS
from .services.reporting import SUBJECT
from .views import (
    activities,
    correcting,
    differing,
    entering,
    outings,
    papers,
    reports,
    standing_in,
)

urlpatterns = [
    path("activities/", activities.activities, name="activities"),
    path("activities/new", entering.activity_new, name="activity_new"),
    path("activities/differing/", differing.differing_list, name="differing"),
    path("activities/<uuid:activity_id>", activities.activity, name="activity"),
    path("activities/<uuid:activity_id>/edit", entering.activity_edit, name="activity_edit"),
    path(
        "activities/<uuid:activity_id>/history",
        activities.activity_history,
        name="activity_history",
    ),
    path(
        "activities/<uuid:activity_id>/differing",
        differing.activity_differing,
        name="activity_differing",
    ),
    path(
        "activities/<uuid:activity_id>/remove", activities.activity_remove, name="activity_remove"
    ),
    path(
        "activities/<uuid:activity_id>/restore",
        activities.activity_restore,
        name="activity_restore",
    ),
    path("outings/", outings.outings, name="outings"),
    path("outings/new", outings.outing_new, name="outing_new"),
    path("reports/", reports.reports, name="reports"),
    # The same address under the name of what a POST to it does.
    path("reports/", reports.reports, name="report_draft"),
    path("reports/in-stead/", standing_in.reports_in_stead, name="reports_in_stead"),
    path("reports/<uuid:report_id>", reports.report, name="report"),
    *(
        path(
            f"reports/<uuid:report_id>.{form}",
            papers.report_paper,
            {"form": form},
            name=f"report_{form}",
        )
        for form in FORMS
    ),
    path("reports/<uuid:report_id>/edit", reports.report_edit, name="report_edit"),
    path("reports/<uuid:report_id>/submit", reports.report_submit, name="report_submit"),
    path("reports/<uuid:report_id>/correct", correcting.report_correct, name="report_correct"),
    path("reports/<uuid:report_id>/correct/drop", correcting.report_drop, name="report_drop"),
    path("reports/<uuid:report_id>/versions", correcting.report_versions, name="report_versions"),
    *decisions("reports", SUBJECT),
]
