"""Addresses of volunteers' own pages, and of the office's about them."""

from django.urls import path

from .views import office, own, signing_in

urlpatterns = [
    path("courier/sign-in", signing_in.courier_sign_in, name="courier_sign_in"),
    path("courier/code", signing_in.courier_code, name="courier_code"),
    path("courier/leave", signing_in.courier_leave, name="courier_leave"),
    path("courier/as/<uuid:courier_key>", signing_in.courier_switch, name="courier_switch"),
    path("courier/", own.courier_home, name="courier_home"),
    path("courier/hours/", own.courier_hours, name="courier_hours"),
    path("courier/hours/new/", own.courier_hours_new, name="courier_hours_new"),
    path("courier/hours/away", own.courier_away, name="courier_away"),
    path(
        "courier/hours/<uuid:window_key>/remove/",
        own.courier_hours_remove,
        name="courier_hours_remove",
    ),
    path("office/couriers/", office.couriers, name="couriers"),
    path("office/couriers/new/", office.courier_new, name="courier_new"),
    path("office/couriers/<uuid:courier_key>/", office.courier, name="courier"),
    path("office/couriers/<uuid:courier_key>/edit/", office.courier_edit, name="courier_edit"),
    path("office/couriers/<uuid:courier_key>/end/", office.courier_end, name="courier_end"),
    path(
        "office/couriers/<uuid:courier_key>/hours/",
        office.courier_window_new,
        name="courier_window_new",
    ),
    path(
        "office/couriers/<uuid:courier_key>/hours/<uuid:window_key>/remove",
        office.courier_window_remove,
        name="courier_window_remove",
    ),
    path("office/couriers/<uuid:courier_key>/day", office.courier_day, name="courier_day"),
    path(
        "office/couriers/<uuid:courier_key>/consent", office.courier_consent, name="courier_consent"
    ),
]
