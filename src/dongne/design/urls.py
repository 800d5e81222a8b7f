"""Screen settings for everybody; the style page only where nobody works in earnest."""

from django.conf import settings
from django.urls import path

from dongne.design import views

urlpatterns = [path("display/", views.set_display, name="set_display")]
if settings.DEMO or settings.DEBUG:
    urlpatterns.append(path("design/", views.style_guide, name="style_guide"))
