from __future__ import annotations

from django.urls import path

from .views import following, officers, pictures, posters, receipts, reporting, status

urlpatterns = [
    path("report", reporting.report, name="report_start"),
    path("report/follow/<str:public_number>", following.follow_case, name="report_follow"),
    path("report/here", following.report_here, name="report_here"),
    path("report/where", reporting.where, name="report_where"),
    path("report/what", reporting.what, name="report_what"),
    path("report/details", reporting.details, name="report_details"),
    path("report/photos", reporting.photos, name="report_photos"),
    path("report/photos/<int:number>", pictures.own_photo, name="report_photo"),
    path("report/text", reporting.text, name="report_text"),
    path("report/near", reporting.near, name="report_near"),
    path("report/near/<str:number>/photo", pictures.near_photo, name="report_near_photo"),
    path("report/contact", reporting.contact, name="report_contact"),
    path("report/check", reporting.check, name="report_check"),
    path("report/forget", reporting.forget, name="report_forget"),
    path("report/receipt", receipts.receipt, name="report_receipt"),
    path("report/receipt/text", receipts.receipt_text, name="report_receipt_text"),
    path("report/land.geojson", pictures.land, name="report_land"),
    path("status", status.status, name="status"),
    path("status/code", status.code, name="status_code"),
    path("status/code/given", status.code_given, name="status_code_given"),
    path("status/case", status.case, name="status_case"),
    path("status/add", status.add, name="status_add"),
    path("status/answer", status.answer, name="status_answer"),
    path("status/again", status.again, name="status_again"),
    path("status/withdraw", status.withdraw, name="status_withdraw"),
    path("status/wants", status.wants, name="status_wants"),
    path("status/photo/<int:number>", status.photo, name="status_photo"),
    path("status/calendar.ics", status.calendar, name="status_calendar"),
    path("status/leave", status.leave, name="status_leave"),
    path("call", officers.call, name="call"),
    path("o/<str:card>", officers.officer, name="officer_page"),
    path("office/signs/", posters.signs, name="signs"),
    path("office/signs/new", posters.poster_new, name="poster_new"),
    path("office/signs/card", posters.card_new, name="card_new"),
    path("office/signs/<uuid:sign_id>", posters.poster, name="poster"),
    path(
        "office/signs/<uuid:sign_id>/print/<slug:size>", posters.poster_print, name="poster_print"
    ),
    path("office/signs/<uuid:sign_id>/end", posters.poster_end, name="poster_end"),
]
