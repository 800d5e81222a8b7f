"""Addresses."""

from django.urls import path

from .views import courier, destructions, lists, page

urlpatterns = [
    path("parcels/", lists.parcels, name="parcels"),
    path("parcels/seal/", lists.parcel_seal, name="parcel_seal"),
    path("parcels/labels", lists.parcel_labels, name="parcel_labels"),
    path("parcels/scan/", lists.parcel_scan, name="parcel_scan"),
    path("parcels/settings/", lists.parcel_settings, name="parcel_settings"),
    path("parcels/destructions/", destructions.destructions, name="destructions"),
    path(
        "parcels/destructions/<uuid:destruction_key>/agree",
        destructions.destruction_agree,
        name="destruction_agree",
    ),
    path(
        "parcels/destructions/<uuid:destruction_key>/off",
        destructions.destruction_off,
        name="destruction_off",
    ),
    path(
        "parcels/destructions/<uuid:destruction_key>.pdf",
        destructions.destruction_paper,
        name="destruction_paper",
    ),
    path("parcels/alarms/<uuid:parcel_alarm_key>/", page.parcel_alarm, name="parcel_alarm"),
    path("parcels/<uuid:parcel_key>/", page.parcel, name="parcel"),
    path("parcels/<uuid:parcel_key>/move/", page.parcel_move, name="parcel_move"),
    path("parcels/<uuid:parcel_key>/hand/", page.parcel_hand, name="parcel_hand"),
    path("parcels/<uuid:parcel_key>/report/", page.parcel_report, name="parcel_report"),
    path("parcels/<uuid:parcel_key>/destroy/", page.parcel_destroy, name="parcel_destroy"),
    path("parcels/<uuid:parcel_key>/do/<slug:parcel_deed>", page.parcel_deed, name="parcel_deed"),
    path("courier/parcels/", courier.courier_parcels, name="courier_parcels"),
    path("courier/parcels/send", courier.courier_send, name="courier_send"),
    path("courier/parcels/<uuid:parcel_key>/", courier.courier_parcel, name="courier_parcel"),
    path(
        "courier/parcels/<uuid:parcel_key>/<slug:parcel_deed>",
        courier.courier_deed,
        name="courier_deed",
    ),
]
