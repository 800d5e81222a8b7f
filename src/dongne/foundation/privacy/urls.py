from django.urls import path

from .views import breaches, home, log, policy, requests, retention, reviews

urlpatterns = [
    path("privacy/", home.privacy, name="privacy"),
    path("privacy/log/", log.privacy_log, name="privacy_log"),
    path("privacy/log/export/", log.privacy_log_export, name="privacy_log_export"),
    path("privacy/findings/", reviews.privacy_findings, name="privacy_findings"),
    path("privacy/findings/<uuid:finding_id>/", reviews.privacy_finding, name="privacy_finding"),
    path("privacy/reviews/", reviews.privacy_reviews, name="privacy_reviews"),
    path(
        "privacy/reviews/<slug:office>/<month:month>/",
        reviews.privacy_review,
        name="privacy_review",
    ),
    path(
        "privacy/reviews/<slug:office>/<month:month>/paper/<str:paper>",
        reviews.privacy_review_paper,
        name="privacy_review_paper",
    ),
    path("privacy/rules/", reviews.privacy_rules, name="privacy_rules"),
    path("privacy/rules/<slug:watch>/", reviews.privacy_rule, name="privacy_rule"),
    path("privacy/retention/", retention.privacy_retention, name="privacy_retention"),
    path(
        "privacy/retention/<slug:retention>/",
        retention.privacy_retention_edit,
        name="privacy_retention_edit",
    ),
    path("privacy/disposals/new", retention.privacy_disposal_new, name="privacy_disposal_new"),
    path(
        "privacy/disposals/<uuid:disposal_id>/",
        retention.privacy_disposal,
        name="privacy_disposal",
    ),
    path(
        "privacy/disposals/items/<int:item_id>/",
        retention.privacy_disposal_item,
        name="privacy_disposal_item",
    ),
    path(
        "privacy/disposals/<uuid:disposal_id>/certificate/<str:paper>",
        retention.privacy_certificate,
        name="privacy_certificate",
    ),
    path("privacy/requests/", requests.privacy_requests, name="privacy_requests"),
    path("privacy/requests/new/", requests.privacy_request_new, name="privacy_request_new"),
    path("privacy/requests/<uuid:request_id>/", requests.privacy_request, name="privacy_request"),
    path(
        "privacy/requests/<uuid:request_id>/held",
        requests.privacy_request_held,
        name="privacy_request_held",
    ),
    path(
        "privacy/requests/<uuid:request_id>/decision/<str:paper>",
        requests.privacy_request_decision,
        name="privacy_request_decision",
    ),
    path("privacy/breaches/", breaches.privacy_breaches, name="privacy_breaches"),
    path("privacy/breaches/new/", breaches.privacy_breach_new, name="privacy_breach_new"),
    path("privacy/breaches/<uuid:breach_id>/", breaches.privacy_breach, name="privacy_breach"),
    path(
        "privacy/breaches/<uuid:breach_id>/edit/",
        breaches.privacy_breach_edit,
        name="privacy_breach_edit",
    ),
    path(
        "privacy/breaches/<uuid:breach_id>/people/",
        breaches.privacy_breach_people,
        name="privacy_breach_people",
    ),
    path(
        "privacy/breaches/<uuid:breach_id>/paper/<str:paper>",
        breaches.privacy_breach_paper,
        name="privacy_breach_paper",
    ),
    path("privacy/policy/", policy.privacy_policy, name="privacy_policy"),
    path("privacy/held/", policy.privacy_held, name="privacy_held"),
]
