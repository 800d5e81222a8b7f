from django.urls import path, re_path

from .views import deciding, figures, files
from .views import map as maps

urlpatterns = [
    path("map", maps.public_map, name="public_map"),
    path("map/cases.geojson", maps.map_cases, name="map_cases"),
    path("map/base.geojson", maps.map_base, name="map_base"),
    path("map/<str:public_number>", maps.public_case, name="public_case"),
    re_path(
        r"^map/(?P<public_number>[^/]{1,40})/photos/(?P<shown_id>\d{1,18})-(?P<variant>thumb|full)\.jpg$",
        maps.public_photo,
        name="public_photo",
    ),
    path("open-data/", figures.open_data, name="open_data"),
    path("open-data/dictionary", figures.dictionary, name="open_data_dictionary"),
    path("open-data/catalog.json", files.catalog, name="open_data_catalog"),
    path("open-data/cases.csv", files.cases_csv, name="open_data_cases_csv"),
    path("open-data/cases.geojson", files.cases_geojson, name="open_data_cases"),
    path("open-data/figures.csv", files.figures_csv, name="open_data_figures_csv"),
    path("office/map/", deciding.places_shown, name="places_shown"),
]
