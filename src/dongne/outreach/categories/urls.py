from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("office/categories/", views.categories, name="categories"),
    path("office/categories/new/", views.category_new, name="category_new"),
    path("office/categories/matrix/", views.category_matrix, name="category_matrix"),
    path("office/categories/<slug:code>/", views.category, name="category"),
    path("office/categories/<slug:code>/edit/", views.category_edit, name="category_edit"),
    path("office/categories/<slug:code>/history/", views.category_history, name="category_history"),
]
