"""Addresses of kiosks' screens and of the office's pages."""

from django.urls import path

from .views import office, screen

urlpatterns = [
    path("kiosks/<uuid:kiosk_key>/", screen.kiosk, name="kiosk"),
    path("kiosks/<uuid:kiosk_key>/code", screen.kiosk_code, name="kiosk_code"),
    path("kiosks/<uuid:kiosk_key>/paper", screen.kiosk_paper, name="kiosk_paper"),
    path("kiosks/<uuid:kiosk_key>/document", screen.kiosk_document, name="kiosk_document"),
    path("kiosks/<uuid:kiosk_key>/done", screen.kiosk_done, name="kiosk_done"),
    path("kiosks/<uuid:kiosk_key>/leave", screen.kiosk_leave, name="kiosk_leave"),
    path("kiosks/<uuid:kiosk_key>/call", screen.kiosk_call, name="kiosk_call"),
    path("office/kiosks/", office.kiosks, name="kiosks"),
    path("office/kiosks/new/", office.kiosk_new, name="kiosk_new"),
    path("office/kiosks/<uuid:kiosk_key>/tray", office.kiosk_tray, name="kiosk_tray"),
    path("office/kiosks/<uuid:kiosk_key>/visit", office.kiosk_visit, name="kiosk_visit"),
    path("office/kiosks/visits/<uuid:visit_key>/", office.kiosk_help, name="kiosk_help"),
    path("office/kiosks/send/<uuid:kiosk_application>/", office.kiosk_send, name="kiosk_send"),
    path("office/kiosks/prints/<uuid:print_key>/back/", office.print_back, name="print_back"),
    path("office/kiosks/alarms/<uuid:kiosk_alarm_key>/end", office.kiosk_alarm, name="kiosk_alarm"),
]
