"""Addresses of the pages without an account."""

from __future__ import annotations

from django.urls import path

from . import applying, errands, letters, own, receipts, volunteers

resident_urls = [
    path("apply", applying.start, name="apply_start"),
    path("apply/office", applying.office, name="apply_office"),
    path("apply/what", applying.what, name="apply_what"),
    path("apply/whom", applying.whom, name="apply_whom"),
    path("apply/proxy", applying.letter, name="apply_letter"),
    path("apply/principal", applying.principal, name="apply_principal"),
    path("apply/details", applying.details, name="apply_details"),
    path("apply/receive", applying.receive, name="apply_receive"),
    path("apply/who", applying.who, name="apply_who"),
    path("apply/code", applying.code, name="apply_code"),
    path("apply/check", applying.check, name="apply_check"),
    path("apply/forget", applying.forget, name="apply_forget"),
    path("apply/receipt", receipts.receipt, name="apply_receipt"),
    path("apply/receipt/calendar.ics", receipts.calendar, name="apply_calendar"),
    # One's own application, after the one entrance `/status`.
    path("apply/status", own.own, name="own_application"),
    path("apply/status/supply", own.own_supply, name="own_supply"),
    path("apply/status/later", own.own_put_off, name="own_put_off"),
    path("apply/status/pay", own.own_pay, name="own_pay"),
    path("apply/status/receive", own.own_receive, name="own_receive"),
    path("apply/status/withdraw", own.own_withdraw, name="own_withdraw"),
    path("apply/status/calendar.ics", own.own_calendar, name="own_calendar"),
    path("apply/status/leave", own.own_leave, name="own_leave"),
    # Letters of attorney.
    path("apply/letter", letters.start, name="mandate_start"),
    path("apply/letter/office", letters.office, name="mandate_office"),
    path("apply/letter/what", letters.what, name="mandate_what"),
    path("apply/letter/how", letters.how, name="mandate_how"),
    path("apply/letter/principal", letters.principal, name="mandate_principal"),
    path("apply/letter/agent", letters.agent, name="mandate_agent"),
    path("apply/letter/check", letters.check, name="mandate_check"),
    path("apply/letter/done", letters.done, name="mandate_done"),
    path("apply/letter/paper.pdf", letters.paper, name="mandate_paper"),
    path("apply/letter/forget", letters.forget, name="mandate_forget"),
    path("apply/errand", errands.errand, name="errand"),
    path("apply/errand/code", errands.errand_code, name="errand_code"),
    path("apply/errand/letter", errands.errand_letter, name="errand_letter"),
    path("apply/errand/revoke", errands.errand_revoke, name="errand_revoke"),
    path("apply/errand/sign", errands.errand_sign, name="errand_sign"),
    path("apply/errand/leave", errands.errand_leave, name="errand_leave"),
    # Volunteers who apply for somebody.
    path("courier/apply", volunteers.courier_apply, name="courier_apply"),
    path("courier/apply/done", volunteers.courier_applied, name="courier_applied"),
]
