from django.urls import path

from . import views

urlpatterns = [
    path("office/duties/", views.duties, name="duties"),
    path("office/duties/paper/<str:form>", views.duties_paper, name="duties_paper"),
    path("office/duties/<int:team_id>/", views.duties_edit, name="duties_edit"),
    path("office/duties/<int:team_id>/history/", views.duties_history, name="duties_history"),
]
