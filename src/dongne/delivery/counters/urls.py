"""Addresses: of everybody, of the tablet and the screen at the place, of the office."""

from django.urls import path

from .views import booking, desk, door, everybody, office, own

urlpatterns = [
    path("outreach/", everybody.calendar_page, name="outreach_calendar"),
    path("outreach/calendar.ics", everybody.feed, name="outreach_feed"),
    path("outreach/poster", everybody.poster, name="outreach_poster"),
    path("outreach/poster.pdf", everybody.poster_pdf, name="outreach_poster_pdf"),
    path("outreach/sessions/<uuid:session_key>/", booking.slots, name="outreach_slots"),
    path("outreach/book/what", booking.what, name="outreach_what"),
    path("outreach/book/who", booking.who, name="outreach_who"),
    path("outreach/book/code", booking.code, name="outreach_code"),
    path("outreach/book/done", booking.booked, name="outreach_booked"),
    path("outreach/book/done.ics", booking.booked_calendar, name="outreach_booked_calendar"),
    path("outreach/book/forget", booking.forget, name="outreach_forget"),
    path("outreach/own/", own.own, name="outreach_own"),
    path("outreach/own/calendar.ics", own.own_calendar, name="outreach_own_calendar"),
    path("outreach/own/move", own.own_move, name="outreach_own_move"),
    path("outreach/own/cancel", own.own_cancel, name="outreach_own_cancel"),
    path("outreach/own/leave", own.own_leave, name="outreach_own_leave"),
    path("outreach/at/<str:door_key>/ticket", door.door_ticket, name="outreach_door_ticket"),
    path("outreach/at/<str:door_key>/screen", door.door_screen, name="outreach_door_screen"),
    path("outreach/t/<str:follow_key>", door.ticket, name="outreach_ticket"),
    path("office/outreach/", office.outreach_office, name="outreach_office"),
    path("office/outreach/figures.csv", office.outreach_figures, name="outreach_figures"),
    path("office/outreach/open", office.outreach_open, name="outreach_open"),
    path("office/outreach/places/<uuid:outreach_key>/", office.outreach_site, name="outreach_site"),
    path(
        "office/outreach/places/<uuid:outreach_key>/door",
        office.outreach_door_renew,
        name="outreach_door_renew",
    ),
    path(
        "office/outreach/places/<uuid:outreach_key>/rhythms/new",
        office.outreach_rhythm_new,
        name="outreach_rhythm_new",
    ),
    path(
        "office/outreach/rhythms/<uuid:rhythm_key>/end",
        office.outreach_rhythm_end,
        name="outreach_rhythm_end",
    ),
    path(
        "office/outreach/places/<uuid:outreach_key>/sessions/new",
        office.outreach_session_new,
        name="outreach_session_new",
    ),
    path(
        "office/outreach/sessions/<uuid:session_key>/",
        desk.outreach_session,
        name="outreach_session",
    ),
    path(
        "office/outreach/sessions/<uuid:session_key>/cancel",
        desk.outreach_cancel,
        name="outreach_cancel",
    ),
    path(
        "office/outreach/sessions/<uuid:session_key>/book",
        desk.outreach_book,
        name="outreach_book",
    ),
    path(
        "office/outreach/appointments/<uuid:appointment_key>",
        desk.outreach_appointment,
        name="outreach_appointment",
    ),
    path("outreach/sessions/<uuid:session_key>/desk", desk.outreach_desk, name="outreach_desk"),
    path(
        "outreach/sessions/<uuid:session_key>/desk/do",
        desk.outreach_desk_do,
        name="outreach_desk_do",
    ),
]
