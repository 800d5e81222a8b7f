"""Addresses."""

from django.urls import path

from .views import files, post

urlpatterns = [
    path("office/dispatch/", post.dispatch, name="dispatch"),
    path("office/dispatch/letters", post.dispatch_letters, name="dispatch_letters"),
    path("office/dispatch/files/<uuid:result_item>/put", files.result_upload, name="result_upload"),
    path(
        "office/dispatch/files/<uuid:result_file>/end",
        files.result_take_back,
        name="result_take_back",
    ),
    path("apply/status/file/<str:file_token>", files.result_file, name="result_file"),
]
