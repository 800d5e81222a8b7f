from django.urls import path

from . import views

urlpatterns = [
    path("office/api-keys/", views.api_keys, name="api_keys"),
    path("office/api-keys/new/", views.api_key_new, name="api_key_new"),
    path("office/api-keys/<uuid:key_id>/revoke/", views.api_key_revoke, name="api_key_revoke"),
]
