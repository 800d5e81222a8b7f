from django.urls import path

from . import views

urlpatterns = [
    path("deadlines/", views.deadlines, name="deadlines"),
    path("deadlines/<uuid:deadline_id>/", views.deadline, name="deadline"),
    path("deadlines/<uuid:deadline_id>/stop/", views.stop, name="deadline_stop"),
    path("deadlines/<uuid:deadline_id>/go-on/", views.go_on, name="deadline_go_on"),
    path("deadlines/<uuid:deadline_id>/extend/", views.extend, name="deadline_extend"),
    path("deadlines/<uuid:deadline_id>/transfer/", views.transfer, name="deadline_transfer"),
    path("deadlines/<uuid:deadline_id>/told/", views.told, name="deadline_told"),
]
