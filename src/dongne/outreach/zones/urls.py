from django.urls import path

from .views import board as views

urlpatterns = [
    path("zones/", views.zones, name="zones"),
    path("places/base.geojson", views.base_geojson, name="base_map"),
]
