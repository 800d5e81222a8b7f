from django.urls import path

from . import views

urlpatterns = [path("map/tiles.pmtiles", views.map_tiles, name="map_tiles")]
