"""Addresses."""

from django.urls import path

from .views import everybody, keeping, matrix

urlpatterns = [
    path("office/channels/", keeping.channels_page, name="channels"),
    path("office/channels/new/", keeping.site_new, name="channel_site_new"),
    path("office/channels/matrix/", matrix.channel_matrix, name="channel_matrix"),
    path(
        "office/channels/matrix.<str:form>",
        matrix.channel_matrix_paper,
        name="channel_matrix_paper",
    ),
    path("office/channels/places/<uuid:site_key>/", keeping.site_page, name="channel_site"),
    path(
        "office/channels/places/<uuid:site_key>/edit/", keeping.site_edit, name="channel_site_edit"
    ),
    path("office/channels/set/<slug:channel_key>/", keeping.channel_set, name="channel_set"),
    path("places", everybody.places, name="service_places"),
    path("places/map", everybody.places_map, name="service_places_map"),
]
