from django.urls import path

from . import views

urlpatterns = [
    path("asides/<uuid:aside_id>/", views.aside, name="aside"),
    path("office/public-numbers/", views.public_numbers, name="public_numbers"),
    path(
        "office/public-numbers/<int:number_id>/drop",
        views.public_number_drop,
        name="public_number_drop",
    ),
]
