from django.urls import path

from .views import blocks, households, merging, persons, searching

urlpatterns = [
    path("residents/", searching.residents, name="residents"),
    path("residents/duplicates/", merging.duplicates, name="resident_duplicates"),
    path(
        "residents/<uuid:person_id>/merge/<uuid:other_id>/",
        merging.resident_merge,
        name="resident_merge",
    ),
    path(
        "residents/<uuid:person_id>/merge/<uuid:other_id>/open",
        merging.resident_merge_open,
        name="resident_merge_open",
    ),
    path(
        "residents/<uuid:person_id>/merge/<uuid:other_id>/different",
        merging.resident_different,
        name="resident_different",
    ),
    path(
        "residents/merges/<uuid:merge_id>/undo",
        merging.resident_unmerge,
        name="resident_unmerge",
    ),
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
