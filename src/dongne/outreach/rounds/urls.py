from django.urls import path

from . import views

urlpatterns = [
    path("outings/<uuid:outing_id>/round", views.round_page, name="round"),
    path("outings/<uuid:outing_id>/round/stops", views.round_stops, name="round_stops"),
    path("outings/<uuid:outing_id>/round/place", views.round_place, name="round_place"),
    path("outings/<uuid:outing_id>/round/order", views.round_order, name="round_order"),
    path("outings/<uuid:outing_id>/round/move", views.round_move, name="round_move"),
    path("outings/<uuid:outing_id>/round/remove", views.round_remove, name="round_remove"),
    path("outings/<uuid:outing_id>/round/tick", views.round_tick, name="round_tick"),
    path("outings/<uuid:outing_id>/round/print", views.round_print, name="round_print"),
    path("field/rounds/done", views.field_rounds_done, name="field_rounds_done"),
]
