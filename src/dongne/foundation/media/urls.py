from django.urls import path

from . import views

urlpatterns = [
    path("photos/<int:photo_id>/<slug:variant>", views.photo, name="photo"),
    path("sounds/<uuid:sound_id>", views.sound, name="sound"),
]
