"""Addresses of controllers, screens, loading and the office."""

from django.urls import path

from .views import devices, loading, office, screen

urlpatterns = [
    path(
        "devices/lockers/<uuid:locker_key>/heartbeat",
        devices.locker_heartbeat,
        name="locker_heartbeat",
    ),
    path(
        "devices/lockers/<uuid:locker_key>/commands",
        devices.locker_commands,
        name="locker_commands",
    ),
    path("devices/lockers/<uuid:locker_key>/events", devices.locker_events, name="locker_events"),
    path("lockers/<uuid:locker_key>/screen", screen.locker_screen, name="locker_screen"),
    path("lockers/<uuid:locker_key>/screen/code", screen.locker_code, name="locker_code"),
    path("lockers/<uuid:locker_key>/screen/call", screen.locker_call, name="locker_call"),
    path(
        "lockers/<uuid:locker_key>/screen/<uuid:opening_key>",
        screen.locker_door,
        name="locker_door",
    ),
    path("courier/lockers/", loading.locker_load, name="locker_load"),
    path("courier/lockers/<uuid:locker_key>/", loading.locker_load_into, name="locker_load_into"),
    path(
        "courier/lockers/<uuid:locker_key>/<uuid:box_key>/",
        loading.locker_load_door,
        name="locker_load_door",
    ),
    path(
        "courier/lockers/<uuid:locker_key>/<uuid:box_key>/undo",
        loading.locker_load_undo,
        name="locker_load_undo",
    ),
    path("lockers/", office.lockers, name="lockers"),
    path("lockers/new/", office.locker_new, name="locker_new"),
    path("lockers/<uuid:locker_key>/", office.locker, name="locker"),
    path("lockers/<uuid:locker_key>/key/", office.locker_key, name="locker_key"),
    path("lockers/<uuid:locker_key>/<uuid:box_key>/", office.compartment, name="compartment"),
    path(
        "lockers/<uuid:locker_key>/<uuid:box_key>/open/",
        office.compartment_open,
        name="compartment_open",
    ),
    path(
        "lockers/<uuid:locker_key>/<uuid:box_key>/block/",
        office.compartment_block,
        name="compartment_block",
    ),
    path(
        "lockers/<uuid:locker_key>/<uuid:box_key>/unblock",
        office.compartment_unblock,
        name="compartment_unblock",
    ),
    path(
        "lockers/<uuid:locker_key>/<uuid:box_key>/settle/",
        office.compartment_settle,
        name="compartment_settle",
    ),
    path(
        "lockers/<uuid:locker_key>/<uuid:box_key>/take",
        office.compartment_take,
        name="compartment_take",
    ),
    path("lockers/grants/<uuid:grant_key>/again", office.grant_again, name="grant_again"),
    path("lockers/grants/<uuid:grant_key>/revoke/", office.grant_revoke, name="grant_revoke"),
    path("lockers/alarms/<uuid:alarm_key>/end", office.locker_alarm, name="locker_alarm"),
]
