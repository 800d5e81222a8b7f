from django.urls import path

from .views import blocks, households, persons, searching

urlpatterns = [
    path("residents/", searching.residents, name="residents"),
    path("residents/new/", persons.resident_new, name="resident_new"),
    path("residents/<uuid:person_id>/", persons.resident, name="resident"),
    path("residents/<uuid:person_id>/open", persons.resident_open, name="resident_open"),
    path("residents/<uuid:person_id>/edit/", persons.resident_edit, name="resident_edit"),
    path("residents/<uuid:person_id>/move/", persons.resident_move, name="resident_move"),
    path("residents/<uuid:person_id>/blocks/", blocks.resident_blocks, name="resident_blocks"),
    path("residents/blocks/<uuid:block_id>/lift", blocks.block_lift, name="block_lift"),
    path("residents/<uuid:person_id>/household/", households.household_new, name="household_new"),
    path("households/<uuid:household_id>/", households.household, name="household"),
    path("households/<uuid:household_id>/open", households.household_open, name="household_open"),
    path("households/<uuid:household_id>/join", households.household_join, name="household_join"),
    path(
        "households/<uuid:household_id>/leave", households.household_leave, name="household_leave"
    ),
    path("households/<uuid:household_id>/edit/", households.household_edit, name="household_edit"),
    path(
        "households/<uuid:household_id>/dissolve",
        households.household_dissolve,
        name="household_dissolve",
    ),
]
