from django.urls import path

from .views import addresses, arranging, board, boundaries, office

urlpatterns = [
    path("zones/", board.zones, name="zones"),
    path("zones/map.geojson", board.zone_map, name="zone_map"),
    path("zones/paper/<str:form>", board.zone_paper, name="zone_paper"),
    path("zones/officers/<int:officer_id>/", arranging.zone_of, name="zone_of"),
    path(
        "zones/officers/<int:officer_id>/hand-over/",
        arranging.zone_hand_over,
        name="zone_hand_over",
    ),
    path(
        "zones/officers/<int:officer_id>/stand-in/", arranging.zone_stand_in, name="zone_stand_in"
    ),
    path("zones/tongs/<int:number>/", arranging.zone_tong, name="zone_tong"),
    path("zones/by-charge/", arranging.zones_by_charge, name="zones_by_charge"),
    path("zones/boundaries/", boundaries.boundaries, name="boundaries"),
    path("zones/boundaries/file/", boundaries.boundary_file, name="boundary_file"),
    path("zones/boundaries/file.geojson", boundaries.boundary_preview, name="boundary_preview"),
    path("zones/boundaries/<int:number>/", boundaries.boundary, name="boundary"),
    path("zones/addresses/", addresses.tong_addresses, name="tong_addresses"),
    path("zones/addresses/<int:number>/", addresses.tong_address, name="tong_address"),
    path("office/charges/", office.tong_charges, name="tong_charges"),
    path("office/exclusions/", office.exclusions, name="exclusions"),
    path("office/exclusions/<int:exclusion_id>/end/", office.exclusion_end, name="exclusion_end"),
    path("places/base.geojson", board.base_geojson, name="base_map"),
]
