"""Addresses of the office's pages, and of payment providers."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from .. import paying
from . import (
    acting,
    application,
    checking,
    entering,
    exports,
    letters,
    lists,
    many,
    receiving,
    settings,
)

staff_urls: list[URLPattern] = [
    # Lists before the page of one application.
    path("applications/", lists.applications, name="applications"),
    path("applications/many", many.applications_many, name="applications_many"),
    path("applications/export", exports.applications_export, name="applications_export"),
    path("applications/new", entering.application_new, name="application_new"),
    path("applications/new/aside", entering.application_new_aside, name="application_new_aside"),
    path("applications/payments", settings.application_payments, name="application_payments"),
    path("office/applications/", settings.application_settings, name="application_settings"),
    path("applications/letters/", letters.letters, name="attorney_letters"),
    path("applications/letters/new", letters.letter_new, name="letter_new"),
    path("applications/letters/<uuid:letter_key>", letters.letter, name="letter"),
    path(
        "applications/letters/<uuid:letter_key>/check", checking.letter_check, name="letter_check"
    ),
    path(
        "applications/letters/<uuid:letter_key>/print",
        letters.letter_print,
        name="attorney_letter_print",
    ),
    path(
        "applications/letters/<uuid:letter_key>/revoke", letters.letter_revoke, name="letter_revoke"
    ),
    path(
        "applications/letters/<uuid:letter_key>/scan.jpg", letters.letter_scan, name="letter_scan"
    ),
    path("applications/<uuid:application_key>/", application.application, name="application"),
    path(
        "applications/<uuid:application_key>/persons/<slug:role>/open",
        application.application_open,
        name="application_open",
    ),
    path(
        "applications/<uuid:application_key>/papers/<slug:sheet>.pdf",
        application.application_paper,
        name="application_paper",
    ),
    path(
        "applications/<uuid:application_key>/receive",
        receiving.application_receive,
        name="application_receive",
    ),
    path(
        "applications/<uuid:application_key>/pay-online",
        settings.application_pay_online,
        name="application_pay_online",
    ),
    path(
        "applications/<uuid:application_key>/payments/<uuid:payment_key>/back",
        settings.application_payment_back,
        name="application_payment_back",
    ),
    path(
        "applications/<uuid:application_key>/items/<uuid:item_key>/<slug:item_deed>",
        acting.application_item_do,
        name="application_item_do",
    ),
    path(
        "applications/<uuid:application_key>/<slug:application_deed>",
        acting.application_do,
        name="application_do",
    ),
    # What somebody reads out from a receipt.
    re_path(
        r"^applications/(?P<application_number>[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}-?[0-9A-Za-z]{3})$",
        application.application_by_number,
        name="application_by_number",
    ),
    # Programs of payment providers, and the simulated one's own page.
    path("pay/<slug:payment_provider>/notice", paying.payment_notice, name="payment_notice"),
    path("pay/simulator", paying.simulator_pay, name="simulator_pay"),
]
