"""Addresses of phones: what they speak, and the pages of who looks after them."""

from django.urls import path

from .views import keeping, mine, phones, sealed

urlpatterns = [
    path("field/phones", phones.field_phones, name="field_phones_enrol"),
    path("field/phones/pin", phones.field_phone_pin, name="field_phone_pin"),
    path("field/phones/unlock", phones.field_phone_unlock, name="field_phone_unlock"),
    path("field/phones/leave", phones.field_phone_leave, name="field_phone_leave"),
    path("field/sealed", sealed.field_sealed, name="field_sealed"),
    path("field/sealed/files/<str:sha256>", sealed.field_sealed_file, name="field_sealed_file"),
    path("field-phones/", mine.field_phones, name="field_phones"),
    path("field-phones/dong/", mine.field_phones_dong, name="field_phones_dong"),
    path("field-phones/<uuid:phone_id>/end", mine.field_phone_end, name="field_phone_end"),
    path("field-phones/kept/", keeping.field_kept, name="field_kept"),
    path("field-phones/kept/<uuid:kept_id>/", keeping.field_kept_one, name="field_kept_one"),
    path("field-phones/kept/<uuid:kept_id>/open", keeping.field_kept_open, name="field_kept_open"),
    path("field-phones/kept/<uuid:kept_id>/take", keeping.field_kept_take, name="field_kept_take"),
    path(
        "field-phones/kept/<uuid:kept_id>/write", keeping.field_kept_write, name="field_kept_write"
    ),
    path(
        "field-phones/kept/<uuid:kept_id>/discard",
        keeping.field_kept_discard,
        name="field_kept_discard",
    ),
]
