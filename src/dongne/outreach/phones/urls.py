"""Addresses of phones: what they speak, and the pages of who looks after them."""

from django.urls import path

from .views import phones, sealed

urlpatterns = [
    path("field/phones", phones.field_phones, name="field_phones_enrol"),
    path("field/phones/pin", phones.field_phone_pin, name="field_phone_pin"),
    path("field/phones/unlock", phones.field_phone_unlock, name="field_phone_unlock"),
    path("field/phones/leave", phones.field_phone_leave, name="field_phone_leave"),
    path("field/sealed", sealed.field_sealed, name="field_sealed"),
    path("field/sealed/files/<str:sha256>", sealed.field_sealed_file, name="field_sealed_file"),
]
