from django.urls import path

from . import views

urlpatterns = [
    path("office/suggestions/", views.suggestions, name="suggestions"),
    path("office/suggestions/switch", views.suggestions_switch, name="suggestions_switch"),
    path("office/suggestions/learn", views.suggestions_learn, name="suggestions_learn"),
    path("field/suggestions.json", views.field_suggestions, name="field_suggestions"),
]
